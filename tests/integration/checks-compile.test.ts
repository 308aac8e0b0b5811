import { describeCompiledQueries } from '../support/compiled-queries';
import { openPostgres } from '../support/tiny-source';

describe('a compiled query on PostgreSQL', () =>
  describeCompiledQueries(() => openPostgres(process.env.DATABASE_URL ?? '')));
