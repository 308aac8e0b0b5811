import { expect, type Locator, type Page } from '@playwright/test';
import { SECRET_PATTERN } from '../../../lib/api-keys/token';

/** Settings > API keys as a person finds their way about it. */
export class KeyPage {
  constructor(readonly page: Page) {}

  /** The open dialog. A toast has the role too, but is not modal. */
  get dialog(): Locator {
    return this.page.locator('[role=dialog]:not([aria-modal=false])');
  }

  /** The one in the header; an empty list has another. */
  get createButton(): Locator {
    return this.page.getByRole('main').locator('header').getByRole('button', { name: 'Create API Key' });
  }

  row(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) });
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/settings/api-keys${search}`);
    await expect(this.page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();
  }

  /** Creates a key and stays on the reveal. */
  async create(name: string): Promise<void> {
    await this.createButton.click();
    await this.dialog.getByLabel('Name', { exact: true }).fill(name);
    await this.dialog.getByRole('button', { name: 'Create API Key' }).click();
    await expect(this.dialog.getByText('You will not see this key again')).toBeVisible();
  }

  /** Shows the secret, reads it and hides it again, without saving it anywhere. */
  async readSecret(): Promise<string> {
    const toggle = this.dialog.getByRole('button', { name: 'Show the key' });
    await toggle.click();
    const secret = (await this.dialog.locator('code').first().textContent()) ?? '';
    expect(secret).toMatch(SECRET_PATTERN);
    await toggle.click();
    return secret;
  }

  /** What is on the clipboard. The test must have been granted it. */
  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

/** The headers of an API request with this key. */
export function bearer(secret: string): { Authorization: string } {
  return { Authorization: `Bearer ${secret}` };
}
