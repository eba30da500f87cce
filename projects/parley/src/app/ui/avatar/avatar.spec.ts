import { TestBed } from '@angular/core/testing';
import { Avatar } from './avatar';
import { contrastBetween } from '../../core/testing/contrast';

describe('Avatar', () => {
  async function disc(name: string, seed?: string): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('name', name);
    if (seed !== undefined) fixture.componentRef.setInput('seed', seed);
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
    const element = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.disc');
    if (element === null) throw new Error('no disc');
    return element;
  }

  it('shows initials, hidden from assistive technology because the name stands beside them', async () => {
    const element = await disc('Ada Lovelace');
    expect(element.textContent).toBe('AL');
    expect(element.getAttribute('aria-hidden')).toBe('true');
  });

  it('keeps its colour when the person is renamed', async () => {
    const before = getComputedStyle(await disc('Ada', 'id-1')).backgroundColor;
    const after = getComputedStyle(await disc('Countess', 'id-1')).backgroundColor;
    expect(after).toBe(before);
  });

  it('has readable initials on every colour', async () => {
    for (let index = 0; index < 40; index++) {
      const style = getComputedStyle(await disc('Ada', `id-${index}`));
      expect(contrastBetween(style.color, style.backgroundColor)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
