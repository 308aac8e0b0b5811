import type { QueryResult } from '../sources/schema';
import { type Reading, readNumber, readOnlyNumber } from './cell';
import type { RunnableDefinition } from './compile';
import type { Definition } from './definition';
import type { Outcome } from './schema';
import { describeThreshold, effectiveThresholds, judge, limitsOf, readableNumber } from './thresholds';

export type Evaluation = Omit<Outcome, 'executedSql'>;

/** Judges what the compiled query of a definition returned. */
export function evaluate(definition: RunnableDefinition, result: QueryResult): Evaluation {
  switch (definition.checkType) {
    case 'sql_metric':
      return evaluateReading(definition, readOnlyNumber(result));
    case 'sql_condition':
    case 'row_count':
      return evaluateReading(definition, readCell(result, 0));
    default:
      return evaluateCounted(definition, result);
  }
}

/** Judges a value, wherever it was measured. */
export function evaluateValue(definition: Definition, value: number, checked?: number): Evaluation {
  const thresholds = effectiveThresholds(definition);
  const verdict = judge(thresholds, value);
  const { warning, critical } = thresholds;
  const limits = [warning, critical].flatMap((threshold) => (threshold ? limitsOf(threshold) : []));
  const found = describeValue(definition, value, readableNumber(value, limits), checked);
  if (verdict.status === 'PASS') return { status: 'PASS', value, message: `${found}.` };
  const must = verdict.status === 'FAIL' ? 'must' : 'should';
  const unit = definition.checkType === 'freshness' ? ' hours' : '';
  return {
    status: verdict.status,
    value,
    message: `${found}; it ${must} be ${describeThreshold(verdict.unmet)}${unit}.`,
  };
}

/** The outcome where nothing was measured. */
export function evaluationFault(message: string): Evaluation {
  return { status: 'ERROR', value: null, message };
}

function evaluateReading(definition: RunnableDefinition, reading: Reading, checked?: number): Evaluation {
  return 'fault' in reading
    ? evaluationFault(reading.fault)
    : evaluateValue(definition, reading.number, checked);
}

type Counted = Exclude<RunnableDefinition, { checkType: 'sql_metric' | 'sql_condition' | 'row_count' }>;

/** Where nothing was looked at, nothing was found out: neither good nor bad. */
function evaluateCounted(definition: Counted, result: QueryResult): Evaluation {
  const { table } = definition.configuration;
  const checked = readCell(result, 1);
  if ('fault' in checked) return evaluationFault(checked.fault);
  if (checked.number === 0) {
    return evaluationFault(
      `${table} has no rows, so there is nothing to look at. Check that it is loaded; a check of the type row_count watches for that.`,
    );
  }
  if (definition.checkType === 'freshness' && result.rows[0]?.[0] === null) {
    const { column } = definition.configuration;
    return evaluationFault(
      `No row of ${table} has a ${column}, so it has no age. Check that ${column} is filled when rows are written.`,
    );
  }
  return evaluateReading(definition, readCell(result, 0), checked.number);
}

function readCell({ columns, rows }: QueryResult, index: number): Reading {
  return readNumber(rows[0]?.[index], columns[index]?.type ?? '');
}

function describeValue(definition: Definition, value: number, text: string, checked?: number): string {
  const rows = value === 1 ? '1 row' : `${text} rows`;
  switch (definition.checkType) {
    case 'custom':
      return `The pushed value is ${text}`;
    case 'sql_metric':
      return `The query returned ${text}`;
    case 'sql_condition':
      return `The query found ${rows}`;
    case 'row_count':
      return `${definition.configuration.table} has ${rows}`;
    case 'freshness': {
      const { table, column } = definition.configuration;
      const age = value < 0 ? `${readableNumber(-value)} hours in the future` : `${text} hours old`;
      return `The newest ${column} of ${table} is ${age}`;
    }
    default:
      return describeViolations(definition, value, text, checked);
  }
}

type Violating = Exclude<Counted, { checkType: 'freshness' }>;

/** "12 of 1,200 rows of orders have no customer_id". */
function describeViolations(definition: Violating, value: number, text: string, checked?: number): string {
  const { table } = definition.configuration;
  const of = checked === undefined ? '' : ` of ${readableNumber(checked)}`;
  const one = value === 1;
  const subject = `${text}${of} ${(checked ?? value) === 1 ? 'row' : 'rows'} of ${table}`;
  switch (definition.checkType) {
    case 'null_check':
      return `${subject} ${one ? 'has' : 'have'} no ${definition.configuration.column}`;
    case 'uniqueness': {
      const { columns } = definition.configuration;
      return `${subject} ${one ? 'repeats' : 'repeat'} the ${columns.join(', ')} of another`;
    }
    case 'range_check': {
      const { column, min, max } = definition.configuration;
      const range =
        min === null
          ? `above ${readableNumber(max ?? 0)}`
          : max === null
            ? `below ${readableNumber(min)}`
            : `outside ${readableNumber(min)} to ${readableNumber(max)}`;
      return `${subject} ${one ? 'has' : 'have'} a ${column} ${range}`;
    }
    case 'pattern_check':
      return `${subject} ${one ? 'has' : 'have'} a ${definition.configuration.column} that does not match the pattern`;
  }
}
