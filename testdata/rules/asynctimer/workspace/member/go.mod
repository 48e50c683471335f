module example.com/asynctimer/member

go 1.26

// In the workspace this line is ignored; on its own the module's programs would obey it.
godebug asynctimerchan=0 // want asynctimer setting no - none
