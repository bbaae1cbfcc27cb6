import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '@/app/api/v1/routes';
import { done } from '@/lib/kernel/result';
import { useCase, useCases } from '@/lib/kernel/use-case';
import { en } from '@/messages';
import { apiRoutesSource, listFile } from '@/scripts/api-routes';
import { apiRoute, type RouteHandler } from '../api-route';
import { useCaseOf } from '../registry';
import { methods, openApiDocument } from './openapi';

const document = openApiDocument(apiRoutes, 'https://portal.example');
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, path, method, operation })),
);

describe('the list of routes', () => {
  it('is what `npm run api-routes` writes: every address of API v1, and no other', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    expect(readFileSync(path.join(root, listFile), 'utf8')).toBe(apiRoutesSource());
  });

  it('leaves no method with a use case out of the document', () => {
    const doors = Object.entries(apiRoutes).flatMap(([path, handlers]) =>
      methods
        .filter((method) => useCaseOf.has(handlers[method.toUpperCase()] ?? {}))
        .map((method) => `${method} ${path}`),
    );
    expect(operations.map(({ name }) => name).sort()).toEqual(doors.sort());
    expect(doors.length).toBeGreaterThan(20);
  });
});

describe('the document', () => {
  it('passes the public linter without an error or a warning', async () => {
    const config = await createConfig({ extends: ['recommended'], telemetry: 'off' });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    const lines = problems.map(
      ({ ruleId, severity, message, location }) =>
        `${severity} ${ruleId}: ${message} ${location[0]?.pointer}`,
    );
    expect(lines).toEqual([]);
  });

  it('the linter would find a fault', async () => {
    const config = await createConfig({ extends: ['recommended'], telemetry: 'off' });
    const broken = { ...document, paths: { '/x/{id}': { get: { responses: {} } } } };
    const problems = await lintFromString({ source: JSON.stringify(broken), config });
    expect(problems.map(({ ruleId }) => ruleId)).toContain('path-parameters-defined');
  });

  it.each(operations)('$name: whoever gets an answer with a body knows its shape', ({ operation }) => {
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (!content?.['application/json']) continue;
      expect(Number(status), 'a body').not.toBe(204);
      const { schema } = content['application/json'];
      expect(schema?.$ref ?? schema?.properties, 'an output of the use case').toBeDefined();
    }
  });

  it.each(operations)('$name has a sentence in both languages', ({ operation }) => {
    const [domain = '', verbNoun = ''] = operation['x-use-case'].split('.');
    const lines: Record<string, Record<string, string>> = en.operations;
    expect(lines[domain]?.[verbNoun], operation['x-use-case']).toBeTruthy();
  });

  it('names every area', () => {
    const areas: Record<string, string> = en.developers.areas;
    expect(document.tags.filter(({ name }) => !areas[name])).toEqual([]);
  });

  it('has schemas that a validator can read', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: document.components });
    for (const name of Object.keys(document.components.schemas))
      expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function');
  });

  it.each(operations)(
    '$name takes each field of its use case from one place',
    ({ path, method, operation }) => {
      const useCase = useCaseOf.get(apiRoutes[path]?.[method.toUpperCase()] as RouteHandler);
      const json = z.toJSONSchema(useCase?.input ?? z.object({}), { io: 'input', unrepresentable: 'any' });
      const parameters = (operation.parameters ?? []).filter((parameter) => 'name' in parameter);
      const body = operation.requestBody?.content['application/json']?.schema?.properties ?? {};
      expect(parameters.length + Object.keys(body).length, JSON.stringify(operation)).toBe(
        Object.keys(json.properties ?? {}).length,
      );
    },
  );
});

it('schemas that have a name are kept once', () => {
  const Thing = z.object({ id: z.string() }).meta({ id: 'Thing' });
  const list = useCase({
    name: 'accounts.testList',
    input: z.object({}),
    output: z.object({ items: z.array(Thing) }),
    access: 'public',
    audit: 'none',
    run: async () => done({ items: [] }),
  });
  useCases.delete(list.name);
  const made = openApiDocument({ '/api/v1/things': { GET: apiRoute(list) } }, 'https://portal.example');
  expect(Object.keys(made.components.schemas)).toEqual(['Problem', 'Thing']);
  const [answer] = Object.values(made.paths['/api/v1/things']?.get?.responses ?? {});
  expect(answer?.content?.['application/json']?.schema?.properties?.items?.items).toEqual({
    $ref: '#/components/schemas/Thing',
  });
});
