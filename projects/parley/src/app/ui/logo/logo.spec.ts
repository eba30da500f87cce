import { TestBed } from '@angular/core/testing';
import { Logo } from './logo';

describe('Logo', () => {
  it('reads as the name alone', async () => {
    const fixture = TestBed.createComponent(Logo);
    await fixture.whenStable();
    const logo = fixture.nativeElement as HTMLElement;
    expect(logo.textContent.trim()).toBe('Parley');
    expect(logo.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });
});
