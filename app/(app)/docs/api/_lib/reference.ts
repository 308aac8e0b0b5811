import type { ApiDocument, ApiOperation, ApiSchema } from './document';
import { type Field, fieldsOf, typeText } from './fields';

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  needsKey: boolean;
  parameters: Field[];
  body: Field[];
  /** Its media type; empty without a body. */
  bodyType: string;
  success: { status: string; description: string; type: string | null; fields: Field[] };
  /** Another way to succeed, with the same fields. */
  alternative: { status: string; description: string } | null;
  errors: { status: string; text: string; codes: string[] }[];
  curl: string;
};

export type ReferenceGroup = { id: string; name: string; operations: ReferenceOperation[] };

/** The document as the page reads: operations under their tags, in the order of the document. */
export function referenceGroups(document: ApiDocument, baseUrl: string): ReferenceGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return (document.tags ?? []).map(({ name }) => ({
    id: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    name,
    operations: all
      .filter(({ operation }) => operation.tags?.includes(name))
      .map(({ path, method, operation }) => operationView(document, baseUrl, path, method, operation)),
  }));
}

function operationView(
  document: ApiDocument,
  baseUrl: string,
  path: string,
  method: string,
  operation: ApiOperation,
): ReferenceOperation {
  const [[status = '200', success] = [], [otherStatus, other] = []] = Object.entries(
    operation.responses,
  ).filter(([code]) => code.startsWith('2'));
  const output = jsonSchema(success?.content);
  const [[bodyType = '', body] = []] = Object.entries(operation.requestBody?.content ?? {});
  const bodyFields = body?.schema ? fieldsOf(document, body.schema) : [];
  const needsKey = operation.security?.length !== 0;
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    needsKey,
    parameters: (operation.parameters ?? []).map(({ in: place, name, required, description, schema }) => ({
      name: place === 'header' ? headerName(name) : name,
      type: `${schema ? typeText(document, schema) : 'string'}${place === 'path' ? '' : `, in the ${place}`}`,
      isRequired: required ?? false,
      description: description ?? '',
    })),
    body: bodyFields,
    success: {
      status,
      description: success?.description ?? '',
      type: output ? typeText(document, output) : null,
      fields: output ? fieldsOf(document, output) : [],
    },
    alternative: otherStatus && other ? { status: otherStatus, description: other.description } : null,
    errors: errorsOf(operation),
    bodyType,
    curl: curlExample({ baseUrl, path, method, needsKey, bodyType, body: bodyFields }),
  };
}

/** As people write it: `idempotency-key` is `Idempotency-Key`. */
function headerName(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function jsonSchema(content: Record<string, { schema?: ApiSchema }> | undefined): ApiSchema | undefined {
  return content?.['application/json']?.schema;
}

/** The descriptions name each code in backticks; the page sets them apart. */
function errorsOf(operation: ApiOperation): ReferenceOperation['errors'] {
  return Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, { description }]) => ({
      status,
      text: description.replaceAll(/ \(`[^`]*`\)/g, ''),
      codes: [...description.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''),
    }));
}

type CurlParts = {
  baseUrl: string;
  path: string;
  method: string;
  needsKey: boolean;
  bodyType: string;
  body: Field[];
};

function curlExample({ baseUrl, path, method, needsKey, bodyType, body }: CurlParts): string {
  const url = `${baseUrl}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}`;
  const own = body.filter(({ name }) => !/[.[]/.test(name));
  const required = own.filter(({ isRequired }) => isRequired);
  const shown = required.length > 0 ? required : own.slice(0, 1);
  const example = shown.map((field): [string, unknown] => [field.name, exampleValue(field)]);
  // curl sends a form unless it is told otherwise.
  const data =
    bodyType === 'application/json'
      ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(Object.fromEntries(example))}'`]
      : example.map(([name, value]) => `--data-urlencode '${name}=${value}'`);
  return [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(needsKey ? ['-H "Authorization: Bearer $QARION_API_KEY"'] : []),
    ...(body.length > 0 ? data : []),
    `"${url}"`,
  ]
    .join(' \\\n  ')
    .replace(/^/, 'curl ');
}

function exampleValue({ type, example }: Field): unknown {
  if (example !== undefined) return example;
  if (/integer|number/.test(type)) return 1;
  if (type.includes('object')) return {};
  return type === 'boolean' ? false : 'text';
}
