import 'server-only';
import { z } from 'zod';

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
