import { RawClient } from './testing/raw-client.ts';
import { ServiceProcess } from './testing/service-process.ts';
import { TestService } from './testing/service.ts';
import { TestClient } from './testing/test-client.ts';

describe('the process', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`closes cleanly on ${signal}`, async () => {
      const service = new ServiceProcess({});
      await service.ready;
      service.kill(signal);
      const { code, stdout, stderr } = await service.ended;
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('"closed"');
    });
  }

  it('tells its clients before it ends, which takes less than ten seconds', async () => {
    const service = new ServiceProcess({});
    const port = await service.ready;
    const client = await TestClient.connect(`http://127.0.0.1:${String(port)}`);
    const frozen = await RawClient.connect(`ws://127.0.0.1:${String(port)}`);
    frozen.freeze();
    const startedAt = performance.now();
    service.kill('SIGTERM');
    expect((await client.next('service:closing')).reconnectAfterMs).toBeGreaterThanOrEqual(500);
    await client.disconnected;
    expect((await service.ended).code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    frozen.terminate();
  });

  it('loads the library of Redis only where there is one', async () => {
    // Says so when somebody asks for it.
    const hook = `
      import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        if (name === '@redis/client') process.stderr.write('Redis');
        return next(name, context);
      } });`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`;
    const several = { REDIS_URL: 'redis://127.0.0.1:1', SESSION_SECRET: 'shared by all of them' };
    const said: string[] = [];
    for (const env of [{}, several]) {
      const service = new ServiceProcess({ NODE_OPTIONS, ...env });
      await service.ready;
      service.kill('SIGTERM');
      said.push((await service.ended).stderr);
    }
    expect(said).toEqual(['', 'Redis']);
  });

  it('refuses a wrong variable in one sentence', async () => {
    const { code, stdout, stderr } = await new ServiceProcess({ PORT: 'http' }).ended;
    expect([code, stdout, stderr]).toEqual([1, '', 'PORT must be a port number from 0 to 65535.\n']);
  });

  it('says in one sentence that its port is taken', async () => {
    const other = await TestService.start();
    const { code, stderr } = await new ServiceProcess({ PORT: String(other.port) }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another program already uses port \d+: [^\n]+\.\n$/);
    await other.close();
  });
});
