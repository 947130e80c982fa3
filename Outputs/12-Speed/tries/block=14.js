glassbox.tried("12-Speed","block=14",{"key":"7b938f5e7c9d9b6","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[{"title":"5. A block in registers","lines":["-7 columns are 7 chains.","+14 columns are 14 chains.","-Each row of weights is also read once for all 7.","+Each row of weights is also read once for all 14."]}]}}});
