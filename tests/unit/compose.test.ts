import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

describe('compose.yaml', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  const { services, volumes } = parse(text, { merge: true });
  const images = Object.entries<{ image: string }>(services).map(([name, { image: of }]) => [name, of]);

  it('has the database, a migration before anything else, the app, a worker, and nginx in front', () => {
    expect(images).toEqual([
      ['database', 'postgres:18'],
      ['migrate', 'qarion'],
      ['app', 'qarion'],
      ['worker', 'qarion'],
      ['nginx', 'nginx:1.28'],
    ]);
    expect(services.migrate.depends_on.database.condition).toBe('service_healthy');
    for (const name of ['app', 'worker'])
      expect(services[name].depends_on.migrate.condition).toBe('service_completed_successfully');
    expect(services.nginx.depends_on.app.condition).toBe('service_healthy');
    expect(services.nginx.volumes).toEqual(['./deploy/nginx.conf:/etc/nginx/nginx.conf:ro']);
    expect(Object.keys(volumes)).toEqual(['database', 'data']);
  });

  it('publishes nothing but nginx, and holds no password', () => {
    for (const [name, service] of Object.entries<{ ports?: string[] }>(services))
      expect([name, service.ports !== undefined]).toEqual([name, name === 'nginx']);
    for (const [, value] of text.matchAll(/(?:PASSWORD|SECRET): (.*)/g)) expect(value).toMatch(/^\$\{\w+:\?/);
  });
});
