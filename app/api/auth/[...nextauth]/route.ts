import { sessionRoutes } from '@/lib/http/session-routes';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = sessionRoutes();
