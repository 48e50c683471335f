package broken; import ("time"; "context"); func oneline(ch chan int) { for { select { case <-ch: case <-time.After(time.Second): } } }; func two() { for { <-time.After(1); <-time.After(2) } } // want loopafter select yes many churn ; want loopafter receive yes one churn ; want loopafter receive yes one churn
func   ugly ( ch   chan int )   {
        for   {   select   {
  case   <-   ch :
            case<-time . After ( time . Second ) :   } } } // want loopafter select yes many churn
func lost(p context.Context) { for { ctx,cancel:=context.WithTimeout(p,1);defer cancel();_ = ctx } }
