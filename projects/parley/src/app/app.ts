import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { followLaunches } from './shell/launches';
import { titlePages } from './shell/page-titles';
import { ShellNews } from './shell/shell-news';

/** The shell: whatever route is open, and news that concern all of them. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ShellNews],
  template: '<router-outlet /><app-shell-news />',
})
export class App {
  constructor() {
    followLaunches();
    titlePages();
  }
}
