"""HTTP in and out; decisions are made below, in `logins`, `launching` and `runtime`."""
