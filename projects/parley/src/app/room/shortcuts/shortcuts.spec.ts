import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ShortcutAction } from './key-map';
import { Shortcuts } from './shortcuts';

@Component({
  imports: [Shortcuts],
  template: `
    <div [appShortcuts]="on()" (shortcut)="asked.push($event)">
      <button type="button" class="button">Mute</button>
      <input class="field" />
      <textarea class="lines"></textarea>
      <p class="rich" contenteditable="true"></p>
      <div role="menu"><button type="button" class="item">Item</button></div>
      <div popover class="card">Your microphone is blocked</div>
      <div popover="manual" class="tooltip">Mute</div>
      <dialog><button type="button" class="inside">Close</button></dialog>
    </div>
  `,
})
class Room {
  readonly on = signal(true);
  readonly asked: ShortcutAction[] = [];
}

describe('Shortcuts', () => {
  let fixture: ComponentFixture<Room>;

  beforeEach(() => {
    fixture = TestBed.createComponent(Room);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
  });

  function press(selector: string, key = 'm'): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    const target = (fixture.nativeElement as HTMLElement).querySelector(selector);
    target?.dispatchEvent(event);
    return event;
  }

  it('hears keys anywhere on the page and keeps them from the browser', () => {
    const event = press('.button');
    expect(event.defaultPrevented).toBeTrue();
    expect(fixture.componentInstance.asked).toEqual(['microphone']);
  });

  it('leaves other keys to the browser', () => {
    expect(press('.button', 'Tab').defaultPrevented).toBeFalse();
    expect(fixture.componentInstance.asked).toEqual([]);
  });

  for (const where of ['.field', '.lines', '.rich', '.item']) {
    it(`ignores what is typed in ${where}`, () => {
      expect(press(where).defaultPrevented).toBeFalse();
      expect(fixture.componentInstance.asked).toEqual([]);
    });
  }

  it('is quiet while a dialog is open', () => {
    const dialog = (fixture.nativeElement as HTMLElement).querySelector('dialog');
    dialog?.showModal();
    press('.inside');
    press('.button');
    expect(fixture.componentInstance.asked).toEqual([]);
    dialog?.close();
    press('.button');
    expect(fixture.componentInstance.asked).toEqual(['microphone']);
  });

  it('is quiet while a card explains something, not while a tooltip shows', () => {
    const root = fixture.nativeElement as HTMLElement;
    root.querySelector<HTMLElement>('.tooltip')?.showPopover();
    press('.button');
    expect(fixture.componentInstance.asked).toEqual(['microphone']);
    root.querySelector<HTMLElement>('.card')?.showPopover();
    press('.button');
    expect(fixture.componentInstance.asked).toEqual(['microphone']);
  });

  it('can be switched off', () => {
    fixture.componentInstance.on.set(false);
    fixture.detectChanges();
    press('.button');
    expect(fixture.componentInstance.asked).toEqual([]);
  });
});
