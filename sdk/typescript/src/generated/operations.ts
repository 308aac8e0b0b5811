// Written by `npm run sdk` from the OpenAPI document. Do not edit.

import type {
  ApiKey,
  Check,
  CheckPage,
  CreateApiKey,
  CreateCheck,
  CreatedApiKey,
  Execution,
  ExecutionPage,
  Me,
  Push,
  RenameApiKey,
  RotateApiKey,
  RotatedApiKey,
  Space,
  UpdateCheck,
} from './types.js';

/** Method and path of each operation. */
export const OPERATIONS = {
  getMe: { method: 'GET', path: '/users/me' },
  listApiKeys: { method: 'GET', path: '/api-keys' },
  createApiKey: { method: 'POST', path: '/api-keys' },
  getApiKey: { method: 'GET', path: '/api-keys/{id}' },
  renameApiKey: { method: 'PATCH', path: '/api-keys/{id}' },
  revokeApiKey: { method: 'DELETE', path: '/api-keys/{id}' },
  rotateApiKey: { method: 'POST', path: '/api-keys/{id}/rotate' },
  listSpaces: { method: 'GET', path: '/spaces' },
  getSpace: { method: 'GET', path: '/spaces/{slug}' },
  listChecks: { method: 'GET', path: '/quality/checks' },
  createCheck: { method: 'POST', path: '/quality/checks' },
  getCheckByName: { method: 'GET', path: '/s/{space}/quality/{slug}' },
  updateCheck: { method: 'PATCH', path: '/quality/checks/{id}' },
  archiveCheck: { method: 'POST', path: '/quality/checks/{id}/archive' },
  runCheckBySlug: { method: 'POST', path: '/s/{space}/quality/{slug}/run' },
  listCheckExecutionsBySlug: { method: 'GET', path: '/s/{space}/quality/{slug}/executions' },
  getExecution: { method: 'GET', path: '/quality/executions/{id}' },
  pushResult: { method: 'POST', path: '/s/{space}/quality/{slug}/push' },
} as const;

/** What each operation takes and gives. */
export type Operations = {
  getMe: { path: undefined; query: undefined; body: undefined; result: Me };
  listApiKeys: { path: undefined; query: undefined; body: undefined; result: ApiKey[] };
  createApiKey: { path: undefined; query: undefined; body: CreateApiKey; result: CreatedApiKey };
  getApiKey: { path: { id: string }; query: undefined; body: undefined; result: ApiKey };
  renameApiKey: { path: { id: string }; query: undefined; body: RenameApiKey; result: ApiKey };
  revokeApiKey: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  rotateApiKey: { path: { id: string }; query: undefined; body: RotateApiKey; result: RotatedApiKey };
  listSpaces: { path: undefined; query: undefined; body: undefined; result: Space[] };
  getSpace: { path: { slug: string }; query: undefined; body: undefined; result: Space };
  listChecks: {
    path: undefined;
    query: {
      /** A space’s short name; without it, the checks of every space you may see. */
      space?: string | undefined;
      /** A part of the name or the short name, in capitals or not. */
      search?: string | undefined;
      /** The result of the newest finished execution; none for those that have none. */
      status?: 'PASS' | 'WARNING' | 'FAIL' | 'ERROR' | 'none' | undefined;
      /** Whether to list archived checks instead of the others. */
      archived?: boolean | undefined;
      page?: number | undefined;
      /** How many on a page. More than 100 count as 100. */
      size?: number | undefined;
    };
    body: undefined;
    result: CheckPage;
  };
  createCheck: { path: undefined; query: undefined; body: CreateCheck; result: Check };
  getCheckByName: { path: { space: string; slug: string }; query: undefined; body: undefined; result: Check };
  updateCheck: { path: { id: string }; query: undefined; body: UpdateCheck; result: Check };
  archiveCheck: { path: { id: string }; query: undefined; body: undefined; result: Check };
  runCheckBySlug: {
    path: { space: string; slug: string };
    query: undefined;
    body: undefined;
    result: Execution;
  };
  listCheckExecutionsBySlug: {
    path: { space: string; slug: string };
    query: {
      status?: 'QUEUED' | 'RUNNING' | 'PASS' | 'WARNING' | 'FAIL' | 'ERROR' | undefined;
      page?: number | undefined;
      /** At most 100. */
      size?: number | undefined;
    };
    body: undefined;
    result: ExecutionPage;
  };
  getExecution: { path: { id: string }; query: undefined; body: undefined; result: Execution };
  pushResult: { path: { space: string; slug: string }; query: undefined; body: Push; result: Execution };
};
