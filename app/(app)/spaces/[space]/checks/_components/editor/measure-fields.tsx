'use client';

import { TextField } from '@/components/ui/field';
import type { EditorState } from '../../_lib/editor-state';
import { errorAt } from '../../_lib/error-at';
import { TextArea } from './fields';
import type { Tables } from './use-tables';

type Props = {
  state: EditorState;
  change: (change: Partial<EditorState>) => void;
  errors: Record<string, string>;
  tables: Tables;
};

/** What the chosen type needs to know to measure. */
export function MeasureFields(props: Props) {
  const { state, change, errors } = props;
  switch (state.checkType) {
    case 'sql_metric':
      return (
        <Query
          {...props}
          hint="One SELECT that returns one row with one number."
          placeholder="SELECT count(*) FROM orders WHERE total < 0"
        />
      );
    case 'sql_condition':
      return (
        <>
          <Query
            {...props}
            hint="One SELECT that returns the rows that are wrong. They are counted."
            placeholder="SELECT * FROM orders WHERE shipped_at < ordered_at"
          />
          <Text
            label="Rows that are expected"
            name="expect"
            value={state.expect}
            onChange={(expect) => change({ expect })}
            error={errorAt(errors, 'configuration.expect')}
            hint="Zero, unless some are known to be wrong. Thresholds take its place."
          />
        </>
      );
    case 'row_count':
      return <Table {...props} />;
    case 'uniqueness':
      return (
        <>
          <Table {...props} />
          <Text
            label="Columns"
            name="columns"
            value={state.columns}
            onChange={(columns) => change({ columns })}
            error={errorAt(errors, 'configuration.columns')}
            hint="Together they must be unique. Put commas between them: order_id, line_number."
          />
        </>
      );
    case 'range_check':
      return (
        <>
          <Table {...props} />
          <Column {...props} hint="A column of numbers." />
          <div className="grid gap-4 sm:grid-cols-2">
            <Text
              label="Lowest value"
              name="min"
              value={state.min}
              onChange={(min) => change({ min })}
              error={errorAt(errors, 'configuration.min')}
              hint="Leave it empty for no limit."
            />
            <Text
              label="Highest value"
              name="max"
              value={state.max}
              onChange={(max) => change({ max })}
              error={errorAt(errors, 'configuration.max')}
              hint="Leave it empty for no limit."
            />
          </div>
        </>
      );
    case 'pattern_check':
      return (
        <>
          <Table {...props} />
          <Column {...props} hint="A column of texts." />
          <Text
            label="Pattern"
            name="pattern"
            value={state.pattern}
            onChange={(pattern) => change({ pattern })}
            error={errorAt(errors, 'configuration.pattern')}
            hint="A regular expression that a good value matches, like ^[A-Z]{2}[0-9]+$."
          />
        </>
      );
    case 'freshness':
      return (
        <>
          <Table {...props} />
          <Column {...props} hint="The time or the day that tells how new a row is." />
        </>
      );
    case 'null_check':
      return (
        <>
          <Table {...props} />
          <Column {...props} />
        </>
      );
    case 'custom':
      return null;
  }
}

function Query({ state, change, errors, hint, placeholder }: Props & { hint: string; placeholder: string }) {
  return (
    <TextArea
      label="Query"
      name="query"
      value={state.query}
      onChange={(query) => change({ query })}
      error={errorAt(errors, 'query')}
      hint={hint}
      placeholder={placeholder}
      rows={6}
      isCode
    />
  );
}

function Table({ state, change, errors, tables }: Props) {
  return (
    <>
      <Text
        label="Table"
        name="table"
        value={state.table}
        onChange={(table) => change({ table })}
        // What is wrong with the whole of it begins here.
        error={errorAt(errors, 'configuration.table') ?? errors.configuration}
        list="check-tables"
      />
      <datalist id="check-tables">
        {tables.tables.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function Column({ state, change, errors, tables, hint }: Props & { hint?: string }) {
  const columns = tables.tables.find(({ name }) => name === state.table)?.columns ?? [];
  return (
    <>
      <Text
        label="Column"
        name="column"
        value={state.column}
        onChange={(column) => change({ column })}
        error={errorAt(errors, 'configuration.column')}
        hint={hint}
        list="check-columns"
      />
      <datalist id="check-columns">
        {columns.map(({ name, type }) => (
          <option key={name} value={name} label={type} />
        ))}
      </datalist>
    </>
  );
}

type TextProps = {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hint?: string | undefined;
  list?: string;
};

function Text({ onChange, ...field }: TextProps) {
  return (
    <TextField
      {...field}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
    />
  );
}
