import type { JsonSchema, NamedSchemas } from '@/lib/adapters/document/openapi-input';

/** A field of a body, ready to be shown: `items[].id`. */
export type FieldRow = { name: string; type: string; required: boolean; notes: string[] };

/** Deeper than this a body is not taken apart. */
const MAX_DEPTH = 4;

function resolved(schema: JsonSchema, named: NamedSchemas): JsonSchema {
  const whole = schema.$ref ? (named[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const choices = (whole.anyOf ?? []).filter(({ type }) => type !== 'null');
  const [only] = choices;
  return only && choices.length === 1 ? resolved(only, named) : whole;
}

function isNullable({ anyOf }: JsonSchema): boolean {
  return (anyOf ?? []).some(({ type }) => type === 'null');
}

/** The type of a value in the words of JSON Schema. */
export function typeOf(schema: JsonSchema, named: NamedSchemas): string {
  const whole = resolved(schema, named);
  const name =
    whole.type === 'array'
      ? `array of ${typeOf(whole.items ?? {}, named)}`
      : whole.anyOf
        ? whole.anyOf.map((choice) => typeOf(choice, named)).join(' or ')
        : String(whole.type ?? 'any');
  return isNullable(schema) ? `${name} or null` : name;
}

/** What else a schema says of a value: its choices, its form, its bounds. */
export function notesOf(schema: JsonSchema, named: NamedSchemas): string[] {
  const whole = resolved(schema, named);
  const inner = whole.type === 'array' && whole.items ? resolved(whole.items, named) : whole;
  const { enum: choices, const: constant, format, pattern } = inner;
  const lowest =
    inner.minimum ?? (inner.exclusiveMinimum === undefined ? undefined : inner.exclusiveMinimum + 1);
  const isBound = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return [
    ...(schema.description ? [schema.description] : []),
    ...(choices ? [choices.map((choice) => JSON.stringify(choice)).join(', ')] : []),
    ...(constant === undefined ? [] : [JSON.stringify(constant)]),
    ...(format ? [format] : pattern ? [`/${pattern}/`] : []),
    ...(isBound(lowest) ? [`≥ ${lowest}`] : []),
    ...(isBound(inner.maximum) ? [`≤ ${inner.maximum}`] : []),
    ...(whole.maxItems === undefined ? [] : [`max. ${whole.maxItems} items`]),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
}

/** Every field of a body, those inside others under their whole name. */
export function fieldRows(schema: JsonSchema, named: NamedSchemas, prefix = '', depth = 0): FieldRow[] {
  const whole = resolved(schema, named);
  if (depth > MAX_DEPTH) return [];
  if (whole.type === 'array') return fieldRows(whole.items ?? {}, named, `${prefix}[]`, depth + 1);
  return Object.entries(whole.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    const required = (whole.required ?? []).includes(key);
    const row = { name, type: typeOf(field, named), required, notes: notesOf(field, named) };
    return [row, ...fieldRows(field, named, name, depth + 1)];
  });
}
