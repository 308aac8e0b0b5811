import type { ApiDocument, ApiSchema } from './document';

/** One line of a schema table; `name` is the path, such as `spaces[].slug`. */
export type Field = {
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
  /** A value that makes sense, where the schema gives one. */
  example?: unknown;
};

const MAX_DEPTH = 4;

/** The schema behind a `$ref`, or itself. */
function resolve(document: ApiDocument, schema: ApiSchema): ApiSchema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  return {
    ...document.components?.schemas?.[name],
    ...(schema.description && { description: schema.description }),
  };
}

/** Every property of an object, nested ones below their parent. An array gives those of its items. */
export function fieldsOf(document: ApiDocument, schema: ApiSchema, prefix = '', depth = 0): Field[] {
  const { node, isList } = unwrap(document, schema);
  const { properties, required = [] } = node;
  if (!properties || depth > MAX_DEPTH) return [];
  const path = isList && depth === 0 ? '[].' : prefix;
  return Object.entries(properties).flatMap(([key, value]) => {
    const name = `${path}${key}`;
    const field: Field = {
      name,
      type: typeText(document, value),
      isRequired: required.includes(key),
      description: [resolve(document, value).description, limits(value)].filter(Boolean).join(' '),
      ...exampleOf(resolve(document, value)),
    };
    const suffix = unwrap(document, value).isList ? '[].' : '.';
    return [field, ...fieldsOf(document, value, `${name}${suffix}`, depth + 1)];
  });
}

function exampleOf({ example, examples, enum: choices }: ApiSchema): { example?: unknown } {
  const value = example ?? examples?.[0] ?? choices?.[0];
  return value === undefined ? {} : { example: value };
}

/** "string", "object or null", "list of string": types as a reader says them. */
export function typeText(document: ApiDocument, schema: ApiSchema): string {
  const node = resolve(document, schema);
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return choices.map((choice) => typeText(document, choice)).join(' or ');
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (Array.isArray(node.type)) return node.type.join(' or ');
  if (node.type === 'array') return node.items ? `list of ${typeText(document, node.items)}` : 'list';
  return node.format && node.type === 'string' ? node.format : (node.type ?? 'any');
}

/** What holds the properties: through references, lists and "or null". */
function unwrap(
  document: ApiDocument,
  schema: ApiSchema,
  isList = false,
): { node: ApiSchema; isList: boolean } {
  const node = resolve(document, schema);
  if (node.items) return unwrap(document, node.items, true);
  const choice = (node.anyOf ?? node.oneOf)?.find((option) => resolve(document, option).type !== 'null');
  return choice ? unwrap(document, choice, isList) : { node, isList };
}

function limits({ minimum, maximum, minLength, maxLength }: ApiSchema): string {
  const range = (from: number | undefined, to: number | undefined, unit: string) => {
    if (to === undefined || to >= Number.MAX_SAFE_INTEGER) return '';
    return from ? `${from} to ${to}${unit}.` : `At most ${to}${unit}.`;
  };
  return range(minLength, maxLength, ' characters') || range(minimum, maximum, '');
}
