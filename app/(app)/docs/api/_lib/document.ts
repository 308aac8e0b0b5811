/** The parts of an OpenAPI 3.1 document that the reference page shows. */
export type ApiDocument = {
  info: { title: string; version: string; description?: string };
  tags?: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components?: { schemas?: Record<string, ApiSchema> };
};

export type ApiOperation = {
  operationId: string;
  tags?: string[];
  summary: string;
  description?: string;
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean; description?: string; schema?: ApiSchema }[];
  requestBody?: { content: Record<string, { schema?: ApiSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: ApiSchema }> }>;
};

export type ApiSchema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, ApiSchema>;
  required?: string[];
  items?: ApiSchema;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  allOf?: ApiSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  example?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};
