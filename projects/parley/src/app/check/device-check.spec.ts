import { TestBed } from '@angular/core/testing';
import { AUDIO_CONTEXT } from '../media/level-meter';
import { DeviceCheck } from './device-check';

describe('DeviceCheck', () => {
  it('plays its tone where it can be heard', async () => {
    const context = new AudioContext();
    const make = jasmine.createSpy().and.returnValue(context);
    TestBed.configureTestingModule({ providers: [{ provide: AUDIO_CONTEXT, useValue: make }] });
    TestBed.inject(DeviceCheck).playTone();
    // No wish for a context that only listens.
    expect(make).toHaveBeenCalledOnceWith();
    await context.close();
  });
});
