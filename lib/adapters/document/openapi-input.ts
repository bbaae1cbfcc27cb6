import 'server-only';
import { z } from 'zod';
import type { RouteInput } from '../api-route';

/** What of JSON Schema 2020-12 our schemas make. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

/** A request's part, and the name that a field of the use case's input has there. */
export type Place = { part: keyof RouteInput; name: string };

/** Schemas that were given a name by `.meta({ id })`, which a document keeps in one place. */
export type NamedSchemas = Record<string, JsonSchema>;

/** A schema as JSON Schema; the named ones inside it go to `named`, and references point to the document's components. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', named: NamedSchemas): JsonSchema {
  // What a transform gives cannot be said in JSON Schema; what goes into it can.
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = JSON.parse(text) as JsonSchema & {
    $schema?: string;
    $defs?: Record<string, JsonSchema & { id?: string }>;
  };
  for (const [name, { id: _id, ...definition }] of Object.entries($defs ?? {})) named[name] = definition;
  return rest;
}

/** The fields of a use case's input; only those that it does not do without are `required`. */
export function fieldsOf(
  schema: z.ZodType,
  named: NamedSchemas,
): { name: string; required: boolean; schema: JsonSchema }[] {
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input', named);
  const shape: Record<string, z.ZodType> = schema instanceof z.ZodObject ? schema.shape : {};
  return Object.entries(properties).map(([name, field]) => ({
    name,
    // A field with a preprocess counts as required in JSON Schema, though it may take nothing as something.
    required: required.includes(name) && !shape[name]?.safeParse(undefined).success,
    schema: field,
  }));
}

/**
 * Where a route takes each field of its use case's input from: found out by running the route's own mapping on a request
 * whose every value says where it stands, so that no second list can be wrong. A field that the mapping makes up
 * itself has no place.
 */
export function placesOf(
  fields: readonly string[],
  pathNames: readonly string[],
  takesBody: boolean,
  mapping: ((given: RouteInput) => unknown) | undefined,
): Map<string, Place> {
  const places = new Map<object, Place>();
  const marked = (part: keyof RouteInput, names: readonly string[]) => {
    const marks = new Map<string, object>();
    const markOf = (name: string) => {
      const mark = marks.get(name) ?? {};
      marks.set(name, mark);
      places.set(mark, { part, name });
      return mark;
    };
    return new Proxy({} as Record<string, never>, {
      get: (_target, name) => (typeof name === 'string' ? markOf(name) : undefined),
      has: (_target, name) => typeof name === 'string' && names.includes(name),
      ownKeys: () => [...names],
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === 'string' && names.includes(name)
          ? { value: markOf(name), enumerable: true, configurable: true, writable: true }
          : undefined,
    });
  };
  const given = {
    params: marked('params', pathNames),
    query: marked('query', takesBody ? [] : fields),
    body: marked('body', takesBody ? fields : []),
  };
  const whole = { ...given.query, ...given.body, ...given.params } as unknown;
  const input = (mapping ? attempt(() => mapping(given), whole) : whole) as Record<string, object>;
  return new Map(
    fields.flatMap((field) => {
      const place = places.get(input[field] ?? {});
      return place ? [[field, place] as const] : [];
    }),
  );
}

/** A mapping that reckons with its values cannot be shown marks; what all mappings do by default is said then. */
function attempt(map: () => unknown, otherwise: unknown): unknown {
  try {
    return map();
  } catch {
    return otherwise;
  }
}
