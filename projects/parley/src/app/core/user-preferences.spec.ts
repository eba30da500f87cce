import { TestBed } from '@angular/core/testing';
import { LOCAL_STORAGE } from './browser-apis';
import { FakeStorage, ForbiddenStorage } from './testing/fake-storage';
import { UserPreferences } from './user-preferences';

describe('UserPreferences', () => {
  function visit(storage: Storage | null): UserPreferences {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: LOCAL_STORAGE, useValue: storage }] });
    return TestBed.inject(UserPreferences);
  }

  it('begins without a name, with microphone and camera on', () => {
    expect(visit(new FakeStorage()).preferences$.value).toEqual({
      name: '',
      cameraId: null,
      microphoneId: null,
      speakerId: null,
      cameraOn: true,
      microphoneOn: true,
      language: null,
    });
  });

  it('remembers what changed until the next visit', () => {
    const storage = new FakeStorage();
    visit(storage).update({ name: 'Ada', cameraOn: false });
    const { name, cameraOn, microphoneOn } = visit(storage).preferences$.value;
    expect([name, cameraOn, microphoneOn]).toEqual(['Ada', false, true]);
  });

  it('tells subscribers', () => {
    const preferences = visit(new FakeStorage());
    const names: string[] = [];
    preferences.preferences$.subscribe(({ name }) => names.push(name));
    preferences.update({ name: 'Ada' });
    expect(names).toEqual(['', 'Ada']);
  });

  it('loses only the field that cannot be understood', () => {
    const storage = new FakeStorage();
    storage.setItem('parley.preferences', '{"name":"Ada","cameraOn":"yes"}');
    const { name, cameraOn } = visit(storage).preferences$.value;
    expect([name, cameraOn]).toEqual(['Ada', true]);
  });

  it('works for one visit where storage is forbidden', () => {
    const preferences = visit(new ForbiddenStorage());
    preferences.update({ name: 'Ada' });
    expect(preferences.preferences$.value.name).toBe('Ada');
  });
});
