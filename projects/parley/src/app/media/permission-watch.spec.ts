import { Injector } from '@angular/core';
import { NAVIGATOR } from '../core/browser-apis';
import { PermissionWatch } from './permission-watch';
import { settled } from './testing/fake-media-devices';

describe('PermissionWatch', () => {
  it('asks the browser once a page, however many visits there are', async () => {
    const status = Object.assign(new EventTarget(), { state: 'prompt' });
    const query = jasmine.createSpy('query').and.resolveTo(status);
    const watch = Injector.create({
      providers: [{ provide: NAVIGATOR, useValue: { permissions: { query } } }, { provide: PermissionWatch }],
    }).get(PermissionWatch);
    let granted = 0;
    for (let visit = 0; visit < 3; visit += 1) {
      const visiting = watch.granted$('camera').subscribe(() => (granted += 1));
      await settled();
      if (visit < 2) visiting.unsubscribe();
    }
    expect(query).toHaveBeenCalledTimes(1);
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
    expect(granted).withContext('only the visit that lasts hears of it').toBe(1);
  });
});
