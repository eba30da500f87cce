import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { LOCAL_STORAGE, NAVIGATOR } from './browser-apis';
import { provideMessages } from './i18n';
import { Language } from './language';
import { FakeStorage } from './testing/fake-storage';

describe('Language', () => {
  let storage: FakeStorage;
  const root = document.documentElement;
  const { lang, dir } = root;

  beforeEach(() => {
    storage = new FakeStorage();
  });

  afterEach(() => {
    root.lang = lang;
    root.dir = dir;
  });

  async function visit(...browserLanguages: string[]): Promise<Language> {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        provideMessages(),
        { provide: LOCAL_STORAGE, useValue: storage },
        { provide: NAVIGATOR, useValue: { languages: browserLanguages } },
      ],
    });
    const language = TestBed.inject(Language);
    await language.start();
    return language;
  }

  const joinLabel = (): string => TestBed.inject(TranslocoService).translate('home.newMeeting');

  it("follows the browser's languages", async () => {
    const language = await visit('fr-CH', 'de-CH');
    expect(language.language$.value).toBe('de');
    expect(joinLabel()).toBe('Neues Treffen');
    expect([root.lang, root.dir]).toEqual(['de', 'ltr']);
  });

  it('speaks English to who wants a language it does not have', async () => {
    expect((await visit('tlh')).language$.value).toBe('en');
    expect(joinLabel()).toBe('New meeting');
  });

  it('remembers the language chosen by hand', async () => {
    await (await visit('en')).choose('de');
    expect(joinLabel()).toBe('Neues Treffen');
    expect((await visit('en')).language$.value).toBe('de');
  });

  it('offers every language by its own name', async () => {
    expect((await visit('en')).available).toContain(jasmine.objectContaining({ tag: 'de', name: 'Deutsch' }));
  });
});
