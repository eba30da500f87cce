import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icons';
import { nameInText } from '../name-in-text';
import type { Notice, NoticeKind } from '../notice';

const ICONS: Readonly<Record<NoticeKind, IconName>> = {
  joined: 'person_add',
  left: 'person_remove',
  lost: 'warning',
  removed: 'person_remove',
  'not-removed': 'warning',
  sharing: 'present_to_all',
  'stopped-sharing': 'cancel_presentation',
  host: 'star',
  'self-host': 'star',
  'microphone-ended': 'mic_off',
  'microphone-blocked': 'mic_off',
  'microphone-paused': 'mic_off',
  'camera-ended': 'videocam_off',
  'camera-blocked': 'videocam_off',
  'camera-paused': 'videocam_off',
};

/**
 * What just happened, as short lines over the stage. The list is the live region itself, so a line is read when
 * it appears and never again. The owner of the notices bounds them and takes
 * them away.
 */
@Component({
  selector: 'app-notices',
  imports: [Icon, TranslocoPipe],
  templateUrl: './notices.html',
  styleUrl: './notices.scss',
})
export class Notices {
  /** Oldest first. */
  readonly notices = input.required<readonly Notice[]>();

  protected readonly icons = ICONS;
  protected readonly nameInText = nameInText;
}
