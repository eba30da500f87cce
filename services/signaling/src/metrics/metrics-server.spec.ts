import { ServiceProcess } from '../testing/service-process.ts';

/** The port that a service said it answers `/metrics` on. */
async function metricsPort(service: ServiceProcess): Promise<number> {
  await service.ready;
  return Number(/"metricsPort":(\d+)/.exec(service.output)?.[1]);
}

async function stop(service: ServiceProcess): Promise<void> {
  service.kill('SIGTERM');
  await service.ended;
}

describe('/metrics', () => {
  it('is answered on a port of its own, and nowhere else', async () => {
    const service = new ServiceProcess({ METRICS_PORT: '0' });
    const port = await metricsPort(service);
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('parley_rooms 0');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    const open = await service.ready;
    expect((await fetch(`http://127.0.0.1:${open}/metrics`)).status).toBe(404);
    await stop(service);
  });

  it('is not there by default', async () => {
    const service = new ServiceProcess({});
    expect(await metricsPort(service)).toBeNaN();
    await stop(service);
  });

  it('says in one sentence that its port is taken', async () => {
    const service = new ServiceProcess({ METRICS_PORT: '0' });
    const port = await metricsPort(service);
    const { code, stderr } = await new ServiceProcess({ METRICS_PORT: String(port) }).ended;
    expect(code).toBe(1);
    expect(stderr).toBe('METRICS_PORT and METRICS_HOST must name a free port of this machine.\n');
    await stop(service);
  });
});
