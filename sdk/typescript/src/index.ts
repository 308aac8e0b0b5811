export { Qarion } from './client.js';
export {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type FieldError,
  NotFoundError,
  PermissionDeniedError,
  QarionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  ValidationError,
} from './errors.js';
export type {
  ApiKey,
  Check,
  CreateApiKey,
  CreatedApiKey,
  Execution,
  Me,
  RenameApiKey,
  RotatedApiKey,
  Space,
  Threshold,
} from './generated/types.js';
export type { Page, PagedList } from './paging.js';
export type { RequestOptions } from './requests.js';
export type { ApiKeys, RotateInput } from './resources/api-keys.js';
export type {
  CreateCheckInput,
  ListChecksOptions,
  ListExecutionsOptions,
  PushInput,
  Quality,
  TriggerOptions,
  UpdateCheckInput,
  WaitOptions,
} from './resources/quality.js';
export type { Spaces } from './resources/spaces.js';
export type { Users } from './resources/users.js';
export type { QarionOptions } from './settings.js';
export { VERSION } from './version.js';
