import 'server-only';
import { z } from 'zod';
import { permissions } from '@/lib/access/permissions';
import { env } from '@/lib/platform/env';
import { type RouteHandler, statusOfRoute } from './api-route';
import { harmless, useCaseOf } from './registry';
import { statusOf } from './result';

/** Address (with `{name}` for parameters) -> method -> the handler that answers there. */
export type DescribedRoutes = Record<string, Partial<Record<string, RouteHandler>>>;

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  fields: z.record(z.string(), z.array(z.string())).optional(),
});

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const toJsonSchema = (schema: z.ZodType) => {
  // What a transform gives cannot be said in JSON Schema; what goes into it can.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

/**
 * The OpenAPI 3.1 document of API v1, from the use cases behind the routes: the schema that parses a request is the one
 * that describes it. Methods without a use case (those that answer 405) are left out.
 */
export function openApiDocument(routes: DescribedRoutes, server: string) {
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).flatMap(([method, handler]) => {
          const operation = handler && operationOf(path, method, handler);
          return operation ? [[method.toLowerCase(), operation]] : [];
        }),
      ),
    ]),
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
    paths,
    components: {
      schemas: { Problem: toJsonSchema(problemSchema) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'portal-session' },
      },
    },
  };
}

function operationOf(path: string, method: string, handler: RouteHandler) {
  const useCase = useCaseOf.get(handler);
  if (!useCase) return null;
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  const status = statusOfRoute.get(handler) ?? 200;
  const faults = [
    'invalid',
    'too_many',
    'unavailable',
    ...(useCase.access === 'public' ? [] : ['unauthenticated', 'forbidden']),
    ...(parameters.length > 0 ? ['not_found'] : []),
    ...(hasBody ? ['conflict'] : []),
  ] as (keyof typeof statusOf)[];
  return {
    operationId: useCase.name.replace(/\.(\w)/, (_match, letter: string) => letter.toUpperCase()),
    summary: useCase.access === 'public' ? useCase.name : `${useCase.name}: ${permissions[useCase.access]}`,
    tags: [useCase.name.split('.')[0]],
    ...(useCase.access === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody
      ? { requestBody: { content: { 'application/json': { schema: toJsonSchema(useCase.input) } } } }
      : {}),
    responses: Object.fromEntries([
      [
        status,
        {
          description: 'Done',
          ...(status === 204 ? {} : { content: { 'application/json': { schema: { type: 'object' } } } }),
        },
      ],
      ...faults.map((code) => [statusOf[code], { description: code, content: problemContent }]),
    ]),
  };
}

/** Answers the document of these routes to anybody; it holds no secret. */
export function openApiRoute(routes: DescribedRoutes): RouteHandler {
  const handler: RouteHandler = async () => Response.json(openApiDocument(routes, env().APP_URL));
  harmless.add(handler);
  return handler;
}
