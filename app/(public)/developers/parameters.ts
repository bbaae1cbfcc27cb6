import type { Operation, Parameter } from '@/lib/adapters/document/openapi';
import { apiDocument } from './operations';

/** The parameters of an operation, those that the document keeps in one place among them. */
export function parametersOf({ parameters = [] }: Operation): Parameter[] {
  const shared: Record<string, Parameter> = apiDocument().components.parameters;
  return parameters.flatMap((parameter) => {
    const found = 'name' in parameter ? parameter : shared[parameter.$ref.split('/').at(-1) ?? ''];
    return found ? [found] : [];
  });
}
