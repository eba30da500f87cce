import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';

/**
 * One quiet line while the service cannot be reached: the call itself does not mind. The live region stands before
 * there is anything to say, and speaks in a pause.
 */
@Component({
  selector: 'app-connection-hint',
  imports: [Icon, TranslocoPipe],
  template: `
    <div role="status">
      @if (lost()) {
        <p class="hint">
          <app-icon name="warning" />
          <span>{{ 'call.hint.signalingLost' | transloco }}</span>
        </p>
      }
    </div>
  `,
  styleUrl: './connection-hint.scss',
})
export class ConnectionHint {
  readonly lost = input.required<boolean>();
}
