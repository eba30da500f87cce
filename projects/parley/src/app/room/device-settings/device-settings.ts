import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import type { Device, DeviceChoices, DeviceKind } from '../../media/local-media';
import { LevelBar } from './level-bar';

const ICONS = { camera: 'videocam', microphone: 'mic', speaker: 'volume_up' } as const;

/**
 * Which camera, microphone and, where the browser can, speaker. The browser's own selects: they are the best
 * there is on a phone, and everywhere with a keyboard.
 */
@Component({
  selector: 'app-device-settings',
  imports: [Icon, LevelBar, TranslocoPipe],
  templateUrl: './device-settings.html',
  styleUrl: './device-settings.scss',
})
export class DeviceSettings {
  readonly devices = input.required<DeviceChoices>();
  /** How loud our microphone is, 0 to 1. */
  readonly level = input.required<number>();
  /** Says why the bar stays still while the microphone is muted. */
  readonly microphoneOn = input(true);

  readonly choose = output<{ readonly kind: DeviceKind; readonly id: string }>();

  protected readonly kinds = computed(() => {
    const devices = this.devices();
    const all = (['camera', 'microphone', 'speaker'] as const).map((kind) => ({
      kind,
      icon: ICONS[kind],
      id: `device-${kind}`,
      list: devices[kind].list,
      selected: devices[kind].selected ?? defaultOf(devices[kind].list),
    }));
    return all.filter(({ kind, list }) => kind !== 'speaker' || list.length > 0);
  });

  protected chosen(kind: DeviceKind, event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.choose.emit({ kind, id: event.target.value });
  }
}

/** Chromium lists its default as a device of its own; elsewhere the default has no name. */
function defaultOf(list: readonly Device[]): string | null {
  return list.find(({ id }) => id === 'default')?.id ?? null;
}
