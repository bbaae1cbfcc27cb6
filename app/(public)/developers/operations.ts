import { textOr } from '@/app/_parts/text-or';
import { apiRoutes } from '@/app/api/v1/routes';
import {
  type Method,
  methods,
  type OpenApiDocument,
  type Operation,
  openApiDocument,
} from '@/lib/adapters/document/openapi';
import { env } from '@/lib/platform/env';

let made: OpenApiDocument | undefined;

/** The document of API v1, made once. */
export function apiDocument(): OpenApiDocument {
  made ??= openApiDocument(apiRoutes, env().APP_URL);
  return made;
}

/** An operation in the reader's words. */
export type ShownOperation = {
  method: Method;
  path: string;
  area: string;
  summary: string;
  operation: Operation;
};

/** Every operation, by area, as the document orders them. */
export async function shownOperations(): Promise<ShownOperation[]> {
  const textOf = await textOr();
  return Object.entries(apiDocument().paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const summary = textOf(`operations.${operation['x-use-case']}`, operation.summary);
      const [area] = operation.tags;
      return [{ method, path, area, operation, summary }];
    }),
  );
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether an operation has every word of a search in its name, address, permission or area. */
export function fits(
  { method, path, summary, operation }: ShownOperation,
  areaName: string,
  search: string,
): boolean {
  const text = plain(
    [method, path, summary, areaName, operation['x-permission'] ?? '', operation.operationId].join(' '),
  );
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
