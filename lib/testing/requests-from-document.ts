import fc from 'fast-check';
import { permissionNames, permissions } from '@/lib/access/permissions';
import type { Operation } from '@/lib/adapters/document/openapi';
import type { JsonSchema, NamedSchemas } from '@/lib/adapters/document/openapi-input';

/** A request made up from an operation's entry in the document. */
export type MadeRequest = {
  /** Path parameters; null stands for the id of a thing that its sender may reach. */
  params: Record<string, string | null>;
  query: [string, string][];
  /** The body's text, or null for none. */
  body: string | null;
  headers: Record<string, string>;
};

/** What makes a made-up value likely to be taken, by the name of its field. */
export type Hints = Record<string, fc.Arbitrary<unknown>>;

/** Values that fit a schema; a field with a hint takes that instead. */
export function fitting(schema: JsonSchema, named: NamedSchemas, hints: Hints = {}): fc.Arbitrary<unknown> {
  const inner = (part: JsonSchema) => fitting(part, named, hints);
  if (schema.$ref) return inner(named[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.type === 'object') {
    const { properties = {}, required = [], additionalProperties } = schema;
    if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object')
      return fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), inner(additionalProperties), {
        maxKeys: 3,
      });
    const fields = Object.entries(properties).map(([name, field]) => [name, hints[name] ?? inner(field)]);
    const record = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
    // Whole more often than not: what may be left out is often wanted all the same.
    return fc.oneof(
      { weight: 3, arbitrary: fc.record(record) },
      { weight: 1, arbitrary: fc.record(record, { requiredKeys: required }) },
    );
  }
  if (schema.type === 'array')
    return fc.array(inner(schema.items ?? {}), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 4, 4),
    });
  if (schema.type === 'integer')
    return fc.integer({
      min: Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -10) + 1, -(2 ** 31)),
      max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
    });
  if (schema.type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'string') return fittingText(schema);
  return fc.jsonValue({ maxDepth: 2 });
}

const plainText = fc.stringMatching(/^[A-Za-zÁÑéß][A-Za-z áñé'-]{0,18}[a-z]$/);

function fittingText({ pattern, format, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (format === 'date')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (pattern && pattern.length < 80) return fc.stringMatching(new RegExp(pattern, 'u'));
  return plainText.map((text) => text.padEnd(minLength, 'x').slice(0, maxLength));
}

let made = 0;
/** Three letters that nothing has yet. */
const newCode = fc.constant(null).map(() => {
  made += 1;
  return [676, 26, 1].map((place) => String.fromCharCode(65 + (Math.floor(made / place) % 26))).join('');
});

/** What a county's own role may give. */
const grants = permissionNames.flatMap((name) =>
  permissions[name].grantable.map((reach) => ({ name, reach })),
);

/** Hints for the words that the API's fields are called by. */
export function hintsFor(departmentIds: readonly string[], counties: readonly string[]): Hints {
  const email = fc.nat().map((number) => {
    made += 1;
    return `made-${made}-${number}@example.org`;
  });
  return {
    email,
    adminEmail: email,
    version: fc.oneof(
      { weight: 8, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 9 }) },
    ),
    roles: fc.subarray(['Citizen', 'Department Officer', 'County Admin'], { minLength: 1 }),
    departments: fc.subarray([...departmentIds]),
    county: fc.constantFrom(...counties),
    locale: fc.constantFrom('en', 'es'),
    code: newCode,
    phoneNumber: fc.constantFrom('', '555-010-1234'),
    expiresInDays: fc.integer({ min: 1, max: 365 }),
    scopes: fc.subarray(['user.view', 'department.view'], { minLength: 1 }),
    permissions: fc.uniqueArray(fc.constantFrom(...grants), {
      minLength: 1,
      maxLength: 3,
      selector: ({ name }) => name,
    }),
    name: plainText.map((text) => {
      made += 1;
      return `${text} ${made}`;
    }),
    timeZone: fc.constantFrom('America/Los_Angeles', 'America/New_York'),
    colour: fc.constantFrom('#14532d', '#1d4f91', null),
    languages: fc.constantFrom(['en'], ['en', 'es']),
    registration: fc.constant('open'),
    cursor: fc.constant(Buffer.from(JSON.stringify(['a', 'b'])).toString('base64url')),
    from: fc.constantFrom('2020-01-01', '2026-01-31'),
    to: fc.constantFrom('2020-01-01', '2027-01-31'),
  };
}

type Described = Pick<Operation, 'parameters' | 'requestBody'>;

/** Requests that the document calls good. */
export function wellFormed(
  { parameters = [], requestBody }: Described,
  named: NamedSchemas,
  hints: Hints,
  otherIds: readonly string[],
): fc.Arbitrary<MadeRequest> {
  const at = (part: string) =>
    parameters.flatMap((parameter) => ('name' in parameter && parameter.in === part ? [parameter] : []));
  const query = at('query').map(({ name, schema, required }) => {
    const value = (hints[name] ?? fitting(schema, named)).map(
      (text) => [name, String(text)] as [string, string],
    );
    return required ? value : fc.option(value, { freq: 1 });
  });
  const schema = requestBody?.content['application/json']?.schema;
  return fc
    .record({
      params: fc.record(
        Object.fromEntries(
          at('path').map(({ name }) => [
            name,
            fc.oneof(
              { weight: 3, arbitrary: fc.constant(null) },
              { weight: 1, arbitrary: fc.constantFrom(...otherIds) },
            ),
          ]),
        ) as Record<string, fc.Arbitrary<string | null>>,
      ),
      query: fc.tuple(...query),
      body: schema ? fitting(schema, named, hints) : fc.constant(undefined),
      key: fc.option(fc.uuid(), { freq: 3 }),
      language: fc.constantFrom('en', 'es'),
    })
    .map(({ params, query, body, key, language }) => ({
      params,
      query: query.filter((pair) => pair !== null),
      body: body === undefined ? null : JSON.stringify(body),
      headers: {
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { 'idempotency-key': key } : {}),
      },
    }));
}

const depths = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Texts that have broken things elsewhere. */
const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufffe',
  '\u202e',
  'İı',
  '﷽',
  '👩‍👩‍👧‍👦'.repeat(50),
  'x'.repeat(5000),
  "' or 1=1 --",
  '%',
  '_',
  '\\',
  '%00',
  '../..',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e999',
  '99999999999999999999',
  '2147483648',
  '9223372036854775808',
  '__proto__',
  'constructor',
  'toString',
  '00000000-0000-0000-0000-000000000000',
  '275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00Z',
  '0000-01-01',
  '9999-12-31T23:59:59.999Z',
];
const oddText = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string(),
);
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(
    null,
    true,
    0,
    -0,
    -1,
    1.5,
    1e308,
    -(2 ** 31) - 1,
    2 ** 31,
    2 ** 53,
    [],
    {},
    [null],
    [[[]]],
    { $ne: 1 },
    { toString: 1 },
    { equals: 'x' },
    { id: { in: [] } },
    { __proto__: null, length: 1e9 },
  ),
  fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  fc.array(oddText, { maxLength: 200 }),
);
const oddBodies = [
  '',
  ' ',
  '{',
  '[]',
  'null',
  '"text"',
  '1',
  '\ufeff{}',
  '{"a":1e999}',
  '{"__proto__":{"version":1},"constructor":{"prototype":{}},"hasOwnProperty":1}',
  depths('[', ']', 50_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"version":${depths('[', ']', 20_000)}}`,
  '{"version":"\\ud800","firstName":"\\udfff\\u0000","name":"\\u0000"}',
  `{${Array.from({ length: 3000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  `{"name":"${'x'.repeat(1_100_000)}"}`,
];
const oddTypes = [
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'APPLICATION/JSON;',
  'x',
];

/** The same requests with something in them that nobody should send. */
export function junk(
  operation: Described,
  named: NamedSchemas,
  hints: Hints,
  otherIds: readonly string[],
): fc.Arbitrary<MadeRequest> {
  const good = wellFormed(operation, named, hints, otherIds);
  const names = (operation.parameters ?? []).flatMap((parameter) =>
    'name' in parameter && parameter.in === 'query' ? [parameter.name] : [],
  );
  const fields = Object.keys(operation.requestBody?.content['application/json']?.schema?.properties ?? {});
  const some = fc.constantFrom;
  const faults: fc.Arbitrary<(request: MadeRequest) => MadeRequest>[] = [
    fc
      .array(
        fc.tuple(some('page', 'perPage', 'sort', 'cursor', 'id', 'userId', 'token', ...names), oddText),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((query) => (request) => ({ ...request, query: [...request.query, ...query] })),
    oddText.map((text) => (request) => ({
      ...request,
      params: Object.fromEntries(Object.keys(request.params).map((name) => [name, text])),
    })),
    fc.tuple(some('version', 'id', 'county', ...fields), oddValue).map(([name, value]) => (request) => ({
      ...request,
      body: JSON.stringify({ ...(JSON.parse(request.body ?? '{}') as object), [name]: value }),
      headers: { ...request.headers, 'content-type': 'application/json' },
    })),
    some(...oddBodies).map((body) => (request) => ({
      ...request,
      body,
      headers: { ...request.headers, 'content-type': 'application/json' },
    })),
    some(...oddTypes).map((type) => (request) => ({
      ...request,
      headers: { ...request.headers, 'content-type': type },
    })),
    some('', ' ', 'a b', 'é', 'x'.repeat(201), 'ok').map((key) => (request) => ({
      ...request,
      headers: { ...request.headers, 'idempotency-key': key },
    })),
    some('Bearer', 'Bearer x', `Bearer ${'x'.repeat(5000)}`, 'Basic eDp5', 'Bearer a b').map(
      (text) => (request) => ({
        ...request,
        headers: { ...request.headers, authorization: text },
      }),
    ),
    some('https://evil.example', 'null', '').map((origin) => (request) => ({
      ...request,
      headers: { ...request.headers, origin },
    })),
  ];
  return fc.tuple(good, fc.oneof(...faults)).map(([request, spoil]) => spoil(request));
}
