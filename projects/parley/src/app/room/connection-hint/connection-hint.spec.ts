import { TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { ConnectionHint } from './connection-hint';

describe('ConnectionHint', () => {
  it('is a polite live region before, while and after it speaks', async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    const fixture = TestBed.createComponent(ConnectionHint);
    const host = fixture.nativeElement as HTMLElement;
    const words: string[] = [];
    const regions = new Set<Element | null>();
    for (const lost of [false, true, false]) {
      fixture.componentRef.setInput('lost', lost);
      await fixture.whenStable();
      const region = host.querySelector('[role=status]');
      regions.add(region);
      words.push(region?.textContent.trim() ?? 'no region');
    }
    expect(regions.size).toBe(1);
    expect(words).toEqual(['', jasmine.stringContaining('Your call goes on'), '']);
  });
});
