/**
 * JSON Schema as TypeScript, for the part of JSON Schema that the API's document
 * uses. Anything else fails, so that no type is guessed.
 *
 * openapi-typescript would do this, but it needs TypeScript 5, keeps the API's
 * snake_case names, and loses descriptions when those are mapped by a type.
 */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: (string | number)[];
  const?: string | number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | false;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  description?: string;
};

/** `expires_in_days` as `expiresInDays`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name of a component: `Check` of `#/components/schemas/Check`. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

export function typeOf(schema: Schema): string {
  if (schema.$ref) return refName(schema.$ref);
  if (schema.const !== undefined) return literal(schema.const);
  // In a query, true and false are words.
  if (schema.enum?.join() === 'true,false') return 'boolean';
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ');
  return typeNamed(schema.type, schema);
}

function typeNamed(type: string | undefined, schema: Schema): string {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return arrayType(schema);
    case 'object':
      return schema.properties ? objectType(schema) : 'Record<string, unknown>';
    default:
      throw new Error(`no TypeScript for the schema ${JSON.stringify(schema)}`);
  }
}

function arrayType({ prefixItems, items, minItems, maxItems }: Schema): string {
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`;
  if (!items) throw new Error('an array without items');
  const item = typeOf(items);
  if (minItems === 2 && maxItems === 2) return `[${item}, ${item}]`;
  return /[|{]/.test(item) ? `(${item})[]` : `${item}[]`;
}

/** Properties that may be left out may also be undefined. A short type stays on one line. */
export function objectType(
  { properties = {}, required = [] }: Schema,
  typeOfProperty: (name: string, schema: Schema) => string = (_, schema) => typeOf(schema),
): string {
  const lines = Object.entries(properties).map(([name, schema]) => {
    const type = typeOfProperty(name, schema);
    const rest = required.includes(name) ? `: ${type}` : `?: ${type} | undefined`;
    return `${comment(schema.description)}${camelCase(name)}${rest};`;
  });
  const line = `{ ${lines.join(' ')} }`;
  return line.length < 80 && !line.includes('\n') ? line : `{\n${lines.join('\n')}\n}`;
}

export function comment(text: string | undefined): string {
  if (!text) return '';
  const lines = wrap(text.replaceAll('*/', '* /'), 100);
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "\\'")}'`;
}
