import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export type Recipe = { id: string; title: string; file: string; text: string; code: string };

/** The files are whole and valid by themselves: tests lint and run them as they stand here. */
const RECIPES = [
  {
    id: 'github-actions',
    title: 'GitHub Actions',
    file: 'github-actions.yml',
    text: 'Keep the key as the repository secret QARION_API_KEY and the address as the variable QARION_BASE_URL, both under Settings > Secrets and variables > Actions. Name the key after the repository.',
  },
  {
    id: 'gitlab-ci',
    title: 'GitLab CI',
    file: 'gitlab-ci.yml',
    text: 'Add QARION_API_KEY as a masked and protected variable, so that it shows in no job log and reaches no unprotected branch. The job fails when the check does.',
  },
  {
    id: 'dbt',
    title: 'dbt',
    file: 'dbt-build.sh',
    text: 'Run this in place of dbt build. Nothing is checked when the build fails, and nothing downstream of this script runs on data that is not good.',
  },
  {
    id: 'airflow',
    title: 'Airflow',
    file: 'airflow_dag.py',
    text: 'Install the package qarion where the workers run. Bad data fails the run at once; a check that could not be measured is tried again, because a source may be back in five minutes.',
  },
];

export function readRecipes(): Promise<Recipe[]> {
  // Found from the project's root, where every process of ours is started.
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'docs/recipes');
  return Promise.all(
    RECIPES.map(async (recipe) => ({
      ...recipe,
      code: await readFile(path.join(folder, recipe.file), 'utf8'),
    })),
  );
}
