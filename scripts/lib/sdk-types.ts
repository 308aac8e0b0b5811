import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { camelCase, comment, objectType, refName, type Schema, typeOf } from './sdk-schema';

const FOLDER = path.join(PROJECT_ROOT, 'sdk/typescript/src/generated');

/** What the SDK can do: operations of the API, by their ids. */
const SDK_OPERATIONS = [
  'getMe',
  'listApiKeys',
  'createApiKey',
  'getApiKey',
  'renameApiKey',
  'revokeApiKey',
  'rotateApiKey',
  'listSpaces',
  'getSpace',
  'listChecks',
  'createCheck',
  'getCheckByName',
  'updateCheck',
  'archiveCheck',
  'runCheckBySlug',
  'listCheckExecutionsBySlug',
  'getExecution',
  'pushResult',
];

const NOTE = '// Written by `npm run sdk` from the OpenAPI document. Do not edit.\n';

type Parameter = { in: string; name: string; required?: boolean; schema: Schema };
type Content = { content?: Record<string, { schema: Schema }> };
type Described = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
};
type Document = {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};
type Found = { id: string; method: string; path: string; described: Described };

/**
 * The SDK's part of the API as TypeScript, by file: a type for each body, and
 * the operations. Names are camelCase; the SDK knows by rule what they are on
 * the wire.
 */
export function sdkFiles(openApiDocument: unknown): Record<string, string> {
  const document = openApiDocument as Document;
  const operations = SDK_OPERATIONS.map((id) => findOperation(document, id));
  const schemas = reachable(document, operations);
  const signatures = operations.map(signature).join('\n');
  const used = schemas.map(([name]) => name).filter((name) => new RegExp(`: ${name}\\b`).test(signatures));
  const files = {
    'types.ts': [
      ...declarations(schemas),
      '/** The fields whose contents are data, so that no name in them is changed. */',
      `export const VERBATIM_FIELDS: readonly string[] = ${JSON.stringify(verbatimFields(schemas))};`,
    ],
    'operations.ts': [
      `import type { ${used.join(', ')} } from './types.js';\n`,
      '/** Method and path of each operation. */',
      `export const OPERATIONS = {\n${operations.map(route).join('\n')}\n} as const;\n`,
      '/** What each operation takes and gives. */',
      `export type Operations = {\n${signatures}\n};\n`,
    ],
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, parts]) => {
      const file = path.join(FOLDER, name);
      return [file, format(file, [NOTE, ...parts].join('\n'))];
    }),
  );
}

function findOperation(document: Document, id: string): Found {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      if (described.operationId === id) return { id, method: method.toUpperCase(), path, described };
    }
  }
  throw new Error(`the OpenAPI document has no operation ${id}`);
}

/** The components that the operations lead to, themselves included, by name. */
function reachable({ components }: Document, operations: Found[]): [string, Schema][] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (key !== '$ref') visit(part);
      else if (!found.has(refName(part))) {
        found.add(refName(part));
        visit(components.schemas[refName(part)]);
      }
    }
  };
  visit(operations.map(({ described }) => described));
  const names = [...found].filter((name) => name !== 'Problem').sort();
  return names.map((name) => [name, components.schemas[name] as Schema]);
}

/** A long type that a property of the same name has before is not written again. */
function declarations(schemas: [string, Schema][]): string[] {
  const written = new Map<string, string>();
  return schemas.map(([name, schema]) => {
    const propertyType = (property: string, { description: _, ...own }: Schema) => {
      const type = typeOf(own);
      if (type.length < 40) return type;
      const before = written.get(`${property}: ${type}`);
      if (!before) written.set(`${property}: ${type}`, `${name}['${camelCase(property)}']`);
      return before ?? type;
    };
    const base = baseOf(schema, schemas);
    const own = base ? without(schema, base[1]) : schema;
    const type = own.properties ? objectType(own, propertyType) : typeOf(own);
    return `${comment(schema.description)}export type ${name} = ${base ? `${base[0]} & ` : ''}${type};\n`;
  });
}

/** The largest other type that this one has everything of. */
function baseOf(schema: Schema, schemas: [string, Schema][]): [string, Schema] | undefined {
  const size = ([, { properties = {} }]: [string, Schema]) => Object.keys(properties).length;
  const text = ({ properties = {}, required = [] }: Schema) =>
    Object.entries(properties).map(([name, part]) => JSON.stringify([name, required.includes(name), part]));
  const own = new Set(text(schema));
  return schemas
    .filter(
      ([, other]) => other !== schema && text(other).length > 3 && text(other).every((line) => own.has(line)),
    )
    .sort((a, b) => size(b) - size(a))[0];
}

function without({ properties = {}, ...rest }: Schema, base: Schema): Schema {
  const own = Object.entries(properties).filter(([name]) => !(name in (base.properties ?? {})));
  return { ...rest, properties: Object.fromEntries(own) };
}

/** A map with any names in it holds data, wherever a field of that name is. */
function verbatimFields(schemas: [string, Schema][]): string[] {
  const fields = new Set<string>();
  for (const [, { properties = {} }] of schemas) {
    for (const [name, schema] of Object.entries(properties)) {
      if (typeof schema.additionalProperties === 'object') fields.add(name);
    }
  }
  return [...fields].sort();
}

function route({ id, method, path }: Found): string {
  return `${id}: { method: '${method}', path: '${path}' },`;
}

function signature({ id, described }: Found): string {
  const { parameters = [], requestBody, responses } = described;
  const schemaIn = (content: Content | undefined) => content?.content?.['application/json']?.schema;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const body = schemaIn(requestBody);
  const result = schemaIn(success);
  const parts = [
    `path: ${parametersType(parameters, 'path')};`,
    `query: ${parametersType(parameters, 'query')};`,
    `body: ${body ? typeOf(body) : 'undefined'};`,
    `result: ${result ? typeOf(result) : 'undefined'};`,
  ];
  return `${id}: { ${parts.join(' ')} };`;
}

function parametersType(parameters: Parameter[], place: string): string {
  const chosen = parameters.filter((parameter) => parameter.in === place);
  if (chosen.length === 0) return 'undefined';
  return objectType({
    properties: Object.fromEntries(chosen.map(({ name, schema }) => [name, describedIn(place, schema)])),
    required: chosen.filter(({ required }) => required).map(({ name }) => name),
  });
}

/** Callers see the descriptions of a query; the SDK alone fills in paths. */
function describedIn(place: string, { description, ...schema }: Schema): Schema {
  return place === 'query' && description ? { ...schema, description } : schema;
}

/** As the formatter of this repository leaves it. */
function format(file: string, text: string): string {
  const biome = path.join(PROJECT_ROOT, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path', file], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    input: text,
  });
}
