const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

type Codes = {
  device_code: string;
  user_code: string;
  verification_uri_complete: string;
  interval: number;
};
type Token = { access_token: string; token_type: string; expires_in?: number; api_key: { name: string } };
type Answer = Partial<Token> & { error?: string };

/** A program that wants to be signed in, over real HTTP. */
export class DeviceClient {
  private constructor(
    private readonly origin: string,
    readonly codes: Codes,
  ) {}

  static async start(origin: string, deviceName = ''): Promise<DeviceClient> {
    const form = { client_id: 'qarion-cli', device_name: deviceName };
    return new DeviceClient(origin, (await post(origin, 'code', form)) as Codes);
  }

  /** Asks once. */
  async poll(): Promise<Answer> {
    const { device_code } = this.codes;
    const form = { grant_type: GRANT, client_id: 'qarion-cli', device_code };
    return (await post(this.origin, 'token', form)) as Answer;
  }

  /** Asks until it is given a key, as often as it may. */
  async untilAnswered(): Promise<Token> {
    for (;;) {
      const answer = await this.poll();
      if (answer.access_token) return answer as Token;
      if (answer.error !== 'authorization_pending') throw new Error(`the device was told ${answer.error}`);
      await new Promise((resolve) => setTimeout(resolve, this.codes.interval * 1000));
    }
  }
}

async function post(origin: string, path: string, form: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${origin}/api/auth/device/${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return response.json();
}
