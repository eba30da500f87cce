import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

/** The shell: whatever route is open. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {}
