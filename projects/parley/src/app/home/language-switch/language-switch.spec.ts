import { TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { LanguageSwitch } from './language-switch';

describe('LanguageSwitch', () => {
  it('shows the language in use and asks for another', async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    const fixture = TestBed.createComponent(LanguageSwitch);
    fixture.componentRef.setInput('languages', [
      { tag: 'en', name: 'English' },
      { tag: 'de', name: 'Deutsch' },
    ]);
    fixture.componentRef.setInput('language', 'de');
    const chosen: string[] = [];
    fixture.componentInstance.chosen.subscribe((tag) => chosen.push(tag));
    await fixture.whenStable();

    const select = (fixture.nativeElement as HTMLElement).querySelector('select');
    if (select === null) throw new Error('no select');
    expect(select.value).toBe('de');
    expect(select.labels[0]?.textContent).toContain('Language');
    select.value = 'en';
    select.dispatchEvent(new Event('change'));
    expect(chosen).toEqual(['en']);
  });
});
