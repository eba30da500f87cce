import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { ICONS } from '../icon/icons';
import { IconToggle } from './icon-toggle';

describe('IconToggle', () => {
  let fixture: ComponentFixture<IconToggle>;

  beforeEach(() => {
    fixture = TestBed.createComponent(IconToggle);
    fixture.componentRef.setInput('icon', 'mic');
    fixture.componentRef.setInput('iconOff', 'mic_off');
    fixture.componentRef.setInput('label', 'Mute microphone');
    document.body.append(fixture.nativeElement);
  });

  async function render(inputs: Readonly<Record<string, unknown>> = {}): Promise<HTMLButtonElement> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button');
    if (button === null) throw new Error('no button');
    return button;
  }

  it('is named by its label and at least 44 px large', async () => {
    const button = await render();
    expect(button.getAttribute('aria-label')).toBe('Mute microphone');
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  });

  it('asks for the other state', async () => {
    const asked: boolean[] = [];
    fixture.componentInstance.toggled.subscribe((on) => asked.push(on));
    (await render({ pressed: true })).click();
    (await render({ pressed: false })).click();
    expect(asked).toEqual([false, true]);
  });

  it('shows off by another icon, not by colour alone', async () => {
    const on = (await render({ pressed: true })).querySelector('path')?.getAttribute('d');
    const off = (await render({ pressed: false })).querySelector('path')?.getAttribute('d');
    expect([on, off]).toEqual([ICONS.mic, ICONS.mic_off]);
  });

  it('announces its state only where the label does not', async () => {
    expect((await render({ pressed: true })).hasAttribute('aria-pressed')).toBeFalse();
    expect((await render({ announcePressed: true })).getAttribute('aria-pressed')).toBe('true');
  });

  it('stays focusable but does nothing while disabled', async () => {
    let asked = 0;
    fixture.componentInstance.toggled.subscribe(() => asked++);
    const button = await render({ disabled: true });
    button.focus();
    button.click();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(asked).toBe(0);
  });

  it('shows words and a badge when asked', async () => {
    const button = await render({ showLabel: true, shortLabel: 'Mute', badge: 3 });
    expect(button.querySelector('.badge')?.textContent).toBe('3');
    expect(button.querySelector('.words')?.textContent).toBe('Mute');
  });
});
