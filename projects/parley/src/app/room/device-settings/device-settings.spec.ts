import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import type { DeviceChoices, DeviceKind } from '../../media/local-media';
import { DeviceSettings } from './device-settings';

const CHOICES: DeviceChoices = {
  camera: {
    list: [
      { id: 'cam-1', label: 'Built in' },
      { id: 'cam-2', label: '' },
    ],
    selected: 'cam-2',
  },
  microphone: { list: [{ id: 'mic-1', label: 'Headset' }], selected: null },
  speaker: { list: [], selected: null },
};

describe('DeviceSettings', () => {
  let fixture: ComponentFixture<DeviceSettings>;
  let page: HTMLElement;

  async function render(devices: DeviceChoices, inputs: Record<string, unknown> = {}): Promise<void> {
    fixture.componentRef.setInput('devices', devices);
    fixture.componentRef.setInput('level', 0);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  function select(label: string): HTMLSelectElement {
    const found = [...page.querySelectorAll('label')].find((each) => each.textContent.trim() === label);
    const control = found?.control;
    if (!(control instanceof HTMLSelectElement)) throw new Error(`no select "${label}"`);
    return control;
  }

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(DeviceSettings);
    page = fixture.nativeElement as HTMLElement;
  });

  it('shows the device in use, by its name or by a number', async () => {
    await render(CHOICES);
    expect(select('Camera').value).toBe('cam-2');
    expect(select('Camera').selectedOptions[0]?.textContent.trim()).toBe('Camera 2');
    expect(select('Microphone').selectedOptions[0]?.textContent.trim()).toBe('Chosen by the browser');
  });

  it('tells which device was chosen', async () => {
    await render(CHOICES);
    const chosen: { kind: DeviceKind; id: string }[] = [];
    fixture.componentInstance.choose.subscribe((choice) => chosen.push(choice));
    select('Camera').value = 'cam-1';
    select('Camera').dispatchEvent(new Event('change'));
    expect(chosen).toEqual([{ kind: 'camera', id: 'cam-1' }]);
  });

  it('goes back to the device in use when the chosen one could not be had', async () => {
    await render(CHOICES);
    await render({ ...CHOICES, camera: { ...CHOICES.camera, selected: 'cam-1' } });
    expect(select('Camera').value).toBe('cam-1');
    await render(CHOICES);
    expect(select('Camera').value).toBe('cam-2');
  });

  it('offers a speaker only where there is a choice', async () => {
    await render(CHOICES);
    expect(page.textContent).not.toContain('Speaker');
    await render({ ...CHOICES, speaker: { list: [{ id: 's', label: 'Lamp' }], selected: 's' } });
    expect(select('Speaker').value).toBe('s');
  });

  it('shows the default by its name where the browser lists it', async () => {
    const list = [
      { id: 'x', label: 'Lamp' },
      { id: 'default', label: 'Default - Desk' },
    ];
    await render({ ...CHOICES, speaker: { list, selected: null } });
    expect(select('Speaker').value).toBe('default');
  });

  it('says so where there is nothing to choose', async () => {
    await render({ ...CHOICES, camera: { list: [], selected: null } });
    expect(select('Camera').disabled).toBeTrue();
    expect(select('Camera').textContent.trim()).toBe('No camera to choose');
  });

  it('shows how loud the microphone is, in numbers and in words', async () => {
    await render(CHOICES, { level: 0.62 });
    const meter = page.querySelector('[role=meter]');
    expect(meter?.getAttribute('aria-label')).toBe('Microphone level');
    expect(meter?.getAttribute('aria-valuenow')).toBe('60');
    expect(meter?.getAttribute('aria-valuetext')).toBe('You can be heard');
    await render(CHOICES, { level: 0.1 });
    expect(meter?.getAttribute('aria-valuetext')).toBe('Quiet');
  });

  it('says why the level does not move', async () => {
    await render(CHOICES, { microphoneOn: false });
    expect(page.textContent).toContain('Your microphone is off.');
  });
});
