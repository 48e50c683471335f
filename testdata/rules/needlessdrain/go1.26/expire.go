package needlessdrain

import "time"

func (w *watch) start(d time.Duration) { w.expire = time.AfterFunc(d, work) }
