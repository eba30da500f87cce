import { allowOwnWorker } from './trusted-types';

describe('allowOwnWorker', () => {
  it('lets the service worker pass and nothing else', () => {
    let rules: { createScriptURL: (url: string) => string | null } | undefined;
    const trustedTypes = {
      createPolicy: (_: string, given: typeof rules) => {
        rules = given;
      },
    };
    allowOwnWorker({ trustedTypes });
    const named = [
      '/ngsw-worker.js',
      '/other.js',
      'https://evil.example/ngsw-worker.js',
      'data:text/javascript,1',
    ];
    expect(named.map((url) => rules?.createScriptURL(url))).toEqual(['/ngsw-worker.js', null, null, null]);
    expect(Object.keys(rules ?? {}))
      .withContext('no text becomes HTML or a script')
      .toEqual(['createScriptURL']);
  });

  it('is nothing to browsers without trusted types', () => {
    expect(() => allowOwnWorker({})).not.toThrow();
  });
});
