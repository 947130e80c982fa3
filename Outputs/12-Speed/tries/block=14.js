glassbox.tried("12-Speed","block=14",{"key":"ef038102419ae16c","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[{"title":"5. A block in registers","lines":["-7 columns are 7 chains.","+14 columns are 14 chains.","-Each row of weights is also read once for all 7.","+Each row of weights is also read once for all 14."]}]}}});
