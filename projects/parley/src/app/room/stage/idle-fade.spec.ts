import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { IdleFade } from './idle-fade';

@Component({
  imports: [IdleFade],
  template: `<div class="bar" [appIdleFade]="on()"><button type="button">Leave</button></div>`,
})
class Bars {
  readonly on = signal(true);
}

describe('IdleFade', () => {
  let fixture: ComponentFixture<Bars>;

  beforeEach(() => {
    jasmine.clock().install();
    fixture = TestBed.createComponent(Bars);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
  });

  afterEach(() => jasmine.clock().uninstall());

  function bar(): HTMLElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.bar');
    if (!found) throw new Error('no bar');
    return found;
  }

  function move(pointerType: string): void {
    document.dispatchEvent(new PointerEvent('pointermove', { pointerType }));
  }

  function wait(milliseconds: number): boolean {
    jasmine.clock().tick(milliseconds);
    fixture.detectChanges();
    return bar().classList.contains('idle');
  }

  it('fades 4 s after the mouse came to rest', () => {
    move('mouse');
    expect(wait(3_900)).toBeFalse();
    expect(wait(200)).toBeTrue();
    expect(bar().style.opacity).toBe('0');
  });

  it('starts over with every move', () => {
    move('mouse');
    wait(3_000);
    move('mouse');
    expect(wait(3_000)).toBeFalse();
    expect(wait(1_100)).toBeTrue();
  });

  for (const [what, wake] of [
    ['a move', () => move('mouse')],
    ['a touch', () => document.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch' }))],
    ['a key', () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))],
    ['the focus', () => document.dispatchEvent(new FocusEvent('focusin'))],
  ] as const) {
    it(`comes back with ${what}`, () => {
      move('mouse');
      expect(wait(4_100)).toBeTrue();
      wake();
      expect(wait(0)).toBeFalse();
    });
  }

  it('stays for fingers and for the keyboard', () => {
    expect(wait(10_000)).toBeFalse();
    move('touch');
    expect(wait(10_000)).toBeFalse();
    move('mouse');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
    expect(wait(10_000)).toBeFalse();
  });

  it('stays while it is told to', () => {
    fixture.componentInstance.on.set(false);
    fixture.detectChanges();
    move('mouse');
    expect(wait(10_000)).toBeFalse();
  });

  it('stays while something of it is open', () => {
    bar().querySelector('button')?.setAttribute('aria-expanded', 'true');
    move('mouse');
    expect(wait(10_000)).toBeFalse();
  });
});
