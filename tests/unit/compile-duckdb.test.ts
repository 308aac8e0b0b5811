import { describeCompiledQueries } from '../support/compiled-queries';
import { openDuckDb } from '../support/tiny-source';

describe('a compiled query on DuckDB', () => describeCompiledQueries(openDuckDb));
