import 'server-only';
import { permissionsOf } from '@/lib/access/access';
import { permissions } from '@/lib/access/permissions';
import type { UseCase } from '@/lib/kernel/use-case';
import { env } from '@/lib/platform/env';
import { MAX_PER_PAGE } from '@/lib/shared/paging';
import { en } from '@/messages';
import { apiMethods, type RouteHandler, routeFacts } from '../api-route';
import { harmless, useCaseOf } from '../registry';
import { fieldsOf, type JsonSchema, jsonSchemaOf, type NamedSchemas } from './openapi-input';
import { faultResponses, headers, ProblemBody, responseName } from './openapi-responses';

/** Address (with `{name}` for parameters) -> method -> the handler that answers there. */
export type DescribedRoutes = Record<string, Partial<Record<string, RouteHandler>>>;

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
};
type Content = Record<string, { schema?: JsonSchema; example?: unknown }>;
export type Answer = { $ref?: string; description?: string; headers?: unknown; content?: Content };

export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: [string];
  security?: [];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer>;
  /** The use case behind it, and who may: holders of a permission, or of one of several; null for everybody. */
  'x-use-case': string;
  'x-permission': string | null;
  /** Whether nobody can do it without signing in. */
  'x-signed-in': boolean;
  /** Asks for a sign-in of the last ten minutes, which a token never is. */
  'x-fresh-session': boolean;
};

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];
export type OpenApiDocument = ReturnType<typeof openApiDocument>;

const PREFIX = '/api/v1/';

/** What every list and every creating request takes, said once. */
const known: Record<string, { description: string; schema?: JsonSchema }> = {
  page: {
    description: 'Which page, from 1.',
    schema: { type: 'integer', minimum: 1, maximum: 999_999_999, default: 1 },
  },
  perPage: {
    description: 'How many items a page holds.',
    schema: { type: 'integer', minimum: 1, maximum: MAX_PER_PAGE, default: 20 },
  },
  sort: { description: 'What the items are sorted by; a minus before it turns the order round.' },
  cursor: {
    description: '`nextCursor` of an earlier answer: walks on without counting, and `page` plays no part.',
  },
  format: { description: 'What kind of file.' },
};
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A text of your own, new for each thing to be done. A repeat with the same key and body within a day gets the first answer, and nothing is done twice.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
} as const satisfies Parameter;

/**
 * The OpenAPI 3.1 document of API v1, from the use cases behind the routes: the schema that parses a request is the one
 * that describes it, and the one that a use case promises describes its answer. Methods without a use case (those that
 * answer 405) are left out.
 */
export function openApiDocument(routes: DescribedRoutes, server: string) {
  const named: NamedSchemas = {};
  named.Problem = jsonSchemaOf(ProblemBody, 'input', named);
  const paths: Record<string, Partial<Record<Method, Operation>>> = {};
  for (const [path, handlers] of Object.entries(routes)) {
    const operations = methods.flatMap((method) => {
      const handler = handlers[method.toUpperCase()];
      const useCase = handler && useCaseOf.get(handler);
      return useCase ? [[method, operationOf(path, method, handler, useCase, named)] as const] : [];
    });
    if (operations.length > 0) paths[path] = Object.fromEntries(operations);
  }
  const tags = new Set(
    Object.values(paths).flatMap((item) => Object.values(item).map(({ tags: [tag] }) => tag)),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'County Services',
      version: '1',
      description: 'What the pages do, for programs. Every operation is a use case of the portal.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: server }],
    security: [{ token: [] }, { session: [] }],
    tags: [...tags].map((name) => ({ name, description: wordsOf(en.developers.areas)[name] ?? name })),
    paths,
    components: {
      schemas: named,
      responses: faultResponses,
      headers,
      parameters: { IdempotencyKey: idempotencyKey },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A personal access token or a service token of a county. `Authentication-Token: …` does too.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'portal-session',
          description: 'The cookie of whoever is signed in (`__Host-portal-session` on https).',
        },
      },
    },
  };
}

function operationOf(
  path: string,
  method: Method,
  handler: RouteHandler,
  useCase: UseCase,
  named: NamedSchemas,
): Operation {
  const { access, fresh, name } = useCase;
  const facts = routeFacts.get(handler) ?? { status: 200 };
  const isOpen = access === 'public';
  const isChange = method !== 'get';
  const pathNames = [...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found ?? '');
  const fields = fieldsOf(useCase.input, named);
  const inPath = new Map(pathNames.map((parameter) => [facts.path?.[parameter] ?? parameter, parameter]));
  const others = fields.filter((field) => !inPath.has(field.name));
  const inBody = isChange ? others : [];
  // A county that is named and out of reach is not there, either.
  const namesThing = pathNames.length > 0 || fields.some((field) => field.name === 'county');
  const parameters: (Parameter | { $ref: string })[] = [
    ...pathNames.map((found) => ({
      name: found,
      in: 'path' as const,
      required: true,
      schema: fields.find(({ name: field }) => inPath.get(field) === found)?.schema ?? { type: 'string' },
    })),
    ...(isChange ? [] : others).map((field) => ({
      name: field.name,
      in: 'query' as const,
      ...(field.required ? { required: true } : {}),
      ...(known[field.name] ?? {}),
      schema: known[field.name]?.schema ?? field.schema,
    })),
    ...(method === 'post' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    operationId: name.split('.')[1] ?? name,
    summary: summaryOf(name),
    description: [
      whoMay(access),
      fresh ? 'It asks for a sign-in of the last ten minutes, which a token never is.' : '',
    ]
      .filter(Boolean)
      .join(' '),
    tags: [path.slice(PREFIX.length).split('/')[0] ?? ''],
    ...(isOpen ? { security: [] as [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(inBody.length > 0 ? { requestBody: bodyOf(inBody) } : {}),
    responses: {
      [facts.status]: answerOf(useCase, facts, named),
      ...Object.fromEntries(
        faultsOf(method, isOpen, fields.length > 0, namesThing).map((status) => [
          status,
          { $ref: `#/components/responses/${responseName(status)}` },
        ]),
      ),
    },
    'x-use-case': name,
    'x-permission': permissionsOf(access).join(' or ') || null,
    'x-signed-in': !isOpen,
    'x-fresh-session': fresh,
  };
}

function bodyOf(fields: { name: string; required: boolean; schema: JsonSchema }[]): Operation['requestBody'] {
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, field.schema])),
    ...(required.length > 0 ? { required } : {}),
  };
  return { required: required.length > 0, content: { 'application/json': { schema } } };
}

function answerOf(
  useCase: UseCase,
  { status, answer, mediaTypes }: NonNullable<ReturnType<typeof routeFacts.get>>,
  named: NamedSchemas,
): Answer {
  const sent = Object.fromEntries(
    Object.keys(headers)
      .filter((name) => name !== 'Retry-After')
      .map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
  if (status === 204) return { description: 'Done; nothing to say.', headers: sent };
  const description = status === 201 ? 'Created' : 'Done';
  if (mediaTypes)
    return {
      description: 'The file, as it is written.',
      headers: sent,
      content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }])),
    };
  const promised = answer ?? useCase.output;
  const schema = promised ? jsonSchemaOf(promised, 'output', named) : { type: 'object' };
  return { description, headers: sent, content: { 'application/json': { schema } } };
}

/** The statuses of faults that a request can meet, whoever sends it. */
function faultsOf(method: Method, isOpen: boolean, takesInput: boolean, namesThing: boolean): number[] {
  const isChange = method !== 'get';
  return [
    ...(isChange ? [400] : []),
    ...(isOpen ? [] : [401]),
    // A change from another site is refused, whoever is signed in.
    ...(isChange || !isOpen ? [403] : []),
    ...(namesThing ? [404] : []),
    ...(isChange ? [409, 413] : []),
    ...(takesInput || method === 'post' ? [422] : []),
    429,
    503,
  ];
}

const wordsOf = (words: Record<string, string>) => words;

/** What an operation does, in English: a line of `operations` in the messages, else the words of its name. */
function summaryOf(name: string): string {
  const [domain = '', verbNoun = ''] = name.split('.');
  const lines: Record<string, Record<string, string>> = en.operations;
  const words = verbNoun.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return lines[domain]?.[verbNoun] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function whoMay(access: UseCase['access']): string {
  if (access === 'public') return 'For everybody, without signing in.';
  if (access === 'signed-in') return 'For everybody who is signed in.';
  const names = permissionsOf(access);
  const described = names.map((name) => permissions[name].description.toLowerCase());
  return `For holders of the permission ${names.map((name) => `\`${name}\``).join(' or ')}: ${described.join('; ')}.`;
}

/** The methods that answer the document of these routes to anybody; it holds no secret. */
export function openApiRoute(routes: DescribedRoutes): ReturnType<typeof apiMethods> {
  let document: OpenApiDocument | undefined;
  const GET: RouteHandler = async () => {
    document ??= openApiDocument(routes, env().APP_URL);
    return Response.json(document, { headers: { 'cache-control': 'no-cache' } });
  };
  harmless.add(GET);
  return apiMethods({ GET });
}
