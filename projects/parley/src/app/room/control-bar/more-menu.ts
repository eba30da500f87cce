import { OverlayContainer } from '@angular/cdk/overlay';
import { Component, afterNextRender, input, output, viewChild } from '@angular/core';
import { MatMenuModule, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { BarFace } from './bar-face';
import { BarOverlays } from './bar-overlays';

/** What is needed rarely. It comes to life by the first press on More, and is open at once. */
@Component({
  selector: 'app-more-menu',
  imports: [BarFace, Icon, MatMenuModule, TranslocoPipe],
  providers: [{ provide: OverlayContainer, useClass: BarOverlays }],
  templateUrl: './more-menu.html',
  styleUrl: './more-menu.scss',
})
export class MoreMenu {
  readonly canFlip = input(false);
  readonly canFullscreen = input(false);
  readonly fullscreen = input(false);

  readonly flipCamera = output();
  readonly openInvite = output();
  readonly openDevices = output();
  readonly toggleFullscreen = output();
  readonly openShortcuts = output();

  private readonly trigger = viewChild.required(MatMenuTrigger);

  constructor() {
    afterNextRender(() => this.trigger().openMenu());
  }
}
