import { z } from 'zod';

/** Which pieces of a schema are secret. A register of our own: the document of API v1 is made of zod's. */
const secrets = z.registry<{ isSecret: true }>();

/**
 * Marks what a field takes as secret: a form never gives it back to the page, whatever else is wrong with what was
 * sent. Nothing is guessed from a field's name: a department's "code" is none, an app's is.
 */
export function secret<S extends z.ZodType>(piece: S): S {
  secrets.add(piece, { isSecret: true });
  return piece;
}

/** The names of the secret fields of an object's schema, whatever was wrapped around it or around a field. */
export function secretFields(schema: z.ZodType | undefined): Set<string> {
  const object = layersOf(schema).find((layer) => layer instanceof z.ZodObject);
  const fields = Object.entries((object?.shape ?? {}) as Record<string, z.ZodType>);
  return new Set(fields.filter(([, field]) => isSecret(field)).map(([name]) => name));
}

const isSecret = (field: z.ZodType) => layersOf(field).some((layer) => secrets.get(layer)?.isSecret === true);

/** A schema and what is inside its wrappers: optional, default, both ends of a pipe. */
function layersOf(schema: z.ZodType | undefined): z.ZodType[] {
  if (!schema) return [];
  const { innerType, in: from, out: to } = schema._zod.def as unknown as Record<string, unknown>;
  const inside = [innerType, from, to].filter((part): part is z.ZodType => part instanceof z.ZodType);
  return [schema, ...inside.flatMap(layersOf)];
}
