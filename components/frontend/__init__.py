"""The browser's side: figures as it draws them, and the scripts and styles that do."""
